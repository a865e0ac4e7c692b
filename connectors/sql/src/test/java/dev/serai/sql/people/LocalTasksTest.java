package dev.serai.sql.people;

import dev.serai.people.store.LocalTasks;
import dev.serai.people.store.TaskStore;

class LocalTasksTest extends TasksContract {

    private final TaskStore store = new LocalTasks();

    @Override
    TaskStore store() {
        return store;
    }
}
