package dev.colonnade.bench;

import java.util.List;

/// One line of the benchmark: what is asked, by how many clients, of whom.
///
/// @param name on the command line and in the report
/// @param connections clients, each with one request under way
record Work(String name, Ask ask, int connections, List<Variant> variants) {

    Work {
        variants = List.copyOf(variants);
    }
}
