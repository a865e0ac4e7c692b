/** An open task whose time is over is still open, but the reader should see it first. */
export function stateOf(task) {
  return task.state === 'open' && task.due && Date.parse(task.due) < Date.now() ? 'overdue' : task.state;
}
