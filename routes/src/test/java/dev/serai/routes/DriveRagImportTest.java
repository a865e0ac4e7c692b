package dev.serai.routes;

class DriveRagImportTest extends FolderRagContract {

    @Override
    byte[] workflow() {
        return ImportedFlow.own("minutes.json");
    }
}
