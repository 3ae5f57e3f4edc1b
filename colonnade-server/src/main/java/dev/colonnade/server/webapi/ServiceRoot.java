package dev.colonnade.server.webapi;

import dev.colonnade.engine.metadata.Table;
import java.util.UUID;

/// The address under which the client reached the API, with the version that it chose; what every URL of an answer begins with.
///
/// @param url ends in a slash, `https://localhost:8443/api/data/v9.2/`
record ServiceRoot(String url) {

    private static final String PATH = "/api/data/";

    /// @param address of the server, without a slash at its end
    static ServiceRoot of(String address, String version) {
        return new ServiceRoot(address + PATH + version + "/");
    }

    /// The same address with another version.
    ServiceRoot withVersion(String version) {
        return of(url.substring(0, url.lastIndexOf(PATH)), version);
    }

    String context(String fragment) {
        return url + "$metadata" + fragment;
    }

    String row(Table table, UUID id) {
        return url + table.entitySetName() + "(" + id + ")";
    }

    String row(RowAddress.Keyed keyed) {
        return url + keyed.table().entitySetName() + "(" + keyed.keyText() + ")";
    }
}
