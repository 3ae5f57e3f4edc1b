package dev.colonnade.engine.metadata;

/// A navigation property of a table: where it leads and by which relationship.
public sealed interface Navigation {

    /// Name of the property, case sensitive.
    String name();

    /// Logical name of the table it leads to.
    String target();

    /// From the many side to the one row that a lookup points to.
    record ToOne(ManyToOne relationship) implements Navigation {

        @Override
        public String name() {
            return relationship.navigation();
        }

        @Override
        public String target() {
            return relationship.referencedTable();
        }
    }

    /// From the one side to the rows whose lookup points to it.
    record ToMany(ManyToOne relationship) implements Navigation {

        @Override
        public String name() {
            return relationship.collectionNavigation();
        }

        @Override
        public String target() {
            return relationship.referencingTable();
        }
    }

    /// From one side of an N:N relationship to the other.
    ///
    /// @param fromFirst whether the property belongs to the relationship's first table
    record Many(ManyToMany relationship, boolean fromFirst) implements Navigation {

        @Override
        public String name() {
            return fromFirst ? relationship.entity1Navigation() : relationship.entity2Navigation();
        }

        @Override
        public String target() {
            return fromFirst ? relationship.entity2() : relationship.entity1();
        }
    }
}
