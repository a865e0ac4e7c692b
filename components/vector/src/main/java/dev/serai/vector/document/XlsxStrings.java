package dev.serai.vector.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The texts of a workbook; cells point to them by number. */
final class XlsxStrings implements OfficePackage.PartReader {

    private final List<String> strings = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();
    private final Budget budget;
    private long gathered;

    XlsxStrings(Budget budget) {
        this.budget = budget;
    }

    @Override
    public void event(XmlPart part) throws IOException {
        if (part.starts()) {
            switch (part.name()) {
                case "si" -> current.setLength(0);
                case "t" -> current.append(part.content());
                // How a name is spoken in Japanese repeats it.
                case "rPh" -> part.skip();
                default -> {}
            }
        } else if (part.ends() && part.name().equals("si")) {
            strings.add(current.toString());
            gathered += current.length() + 1;
            budget.gathered(gathered);
        }
    }

    String get(int place) {
        return place >= 0 && place < strings.size() ? strings.get(place) : "";
    }
}
