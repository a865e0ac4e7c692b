// The sum of all ages, as one item.
let sum = 0;
for (const item of $input.all()) {
  sum += item.json.age; // {{ no placeholder }}
}
return [{ json: { sum } }];
