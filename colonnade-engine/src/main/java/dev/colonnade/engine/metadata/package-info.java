/// Tables, columns, relationships and choices as data. Begin with [MetadataCatalog]: it gives the current
/// [MetadataSnapshot] and applies changes to it. The records that files and metadata rows hold end in `Definition`; [Table] and
/// [Column] are what the rest of the engine works with. Knows nothing of SQL, messages or HTTP.
@NullMarked
package dev.colonnade.engine.metadata;

import org.jspecify.annotations.NullMarked;
