/** Texts that try to be more than text. `pwned` must never be set in the page. */
export const SCRIPT = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>';
export const OVERRIDE = 'delete\u202Eyna\u202C';
export const LONG = 'x'.repeat(4000);

export const MARKDOWN = [
  `# A title ${SCRIPT}`,
  '',
  `A paragraph with **bold**, *italic*, \`code\` and ${SCRIPT}`,
  '',
  '[harmless](javascript:window.pwned=1) [data](data:text/html,<script>window.pwned=1</script>)',
  '[the bank](https://evil.example/x) [user](https://bank.example@evil.example/) ![image](http://evil.example/p.png)',
  'see https://serai.example/path.',
  '',
  '- one',
  '  - two',
  '  - three with `code`',
  '- four',
  '',
  '3. third',
  '4. fourth',
  '',
  '| name | value |',
  '| --- | :-: |',
  `| a | ${SCRIPT} |`,
  '| b |',
  '',
  '```html',
  SCRIPT,
  '```',
  '',
  LONG,
].join('\n');
