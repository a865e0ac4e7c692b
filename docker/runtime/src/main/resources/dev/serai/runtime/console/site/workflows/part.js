/** Whether a route is only there for others: they call it by a name within the runtime. */
export function called(trigger) {
  return /^(direct|seda|tool):/.test(String(trigger ?? ''));
}
