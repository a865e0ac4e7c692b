package dev.serai.offline.daytona.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GitStatusTest {
    @Test
    void aRenameCarriesItsOldName() {
        var status = GitStatus.of("main\n\u001eorigin/main\n\u001e2\t1\n\u001eR  new.txt\0old.txt\0 M a b.txt\0?? c\0");
        assertThat(status.ahead()).isEqualTo(1);
        assertThat(status.behind()).isEqualTo(2);
        assertThat(status.published()).isTrue();
        var files = status.toJson().get("fileStatus");
        assertThat(files.findValuesAsText("name")).containsExactly("new.txt", "a b.txt", "c");
        assertThat(files.findValuesAsText("extra")).containsExactly("old.txt", "", "");
        assertThat(files.findValuesAsText("staging")).containsExactly("Renamed", "Unmodified", "Untracked");
        assertThat(files.findValuesAsText("worktree")).containsExactly("Unmodified", "Modified", "Untracked");
    }

    @Test
    void aBranchOfOnesOwnIsNotPublished() {
        var status = GitStatus.of("feat\n\u001e\u001e\u001e");
        assertThat(status.published()).isFalse();
        assertThat(status.branch()).isEqualTo("feat");
        assertThat(status.toJson().get("fileStatus")).isEmpty();
    }
}
