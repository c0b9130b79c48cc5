package org.gyre.data.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.gyre.data.Limits;
import org.gyre.data.hdf5.Hdf5Dataset;
import org.gyre.data.hdf5.Hdf5File;

/// HDF5: every dataset is read as far as it goes.
public final class Hdf5Target {
    private Hdf5Target() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Refusal.structure(() -> {
            try {
                Hdf5File.read(new ByteChannelOf(bytes), "x.h5", Limits.DEFAULT, file -> {
                    file.attribute("/g", "a2").ifPresent(attribute -> attribute.text(""));
                    for (String path : file.datasets()) {
                        Refusal.only(() -> file.find(path).ifPresent(dataset -> all(dataset, file)));
                    }
                    return "";
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void all(Hdf5Dataset dataset, Hdf5File file) {
        dataset.describe();
        if (dataset.isNumeric()) {
            dataset.doubles();
            dataset.longs();
        } else if (dataset.isText()) {
            dataset.texts();
        } else if (dataset.isRagged()) {
            dataset.sequences();
        } else if (dataset.isReference()) {
            for (long address : dataset.references()) {
                file.at(address, dataset.name()).describe();
            }
        }
    }
}
