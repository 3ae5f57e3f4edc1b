package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.OrganizationSnapshot;
import dev.colonnade.engine.metadata.ManyToOne;
import dev.colonnade.engine.metadata.Navigation;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.EntityReference;

/// Reads the links that bodies and queries carry: `contacts(GUID)`, `/contacts(GUID)`, a whole URL, an alternate key, and `$1` in
/// a change set.
///
/// Source: reference/web-api.md, "JSON of every column type": writing references.
final class RowLinks {

    private final ResourceResolver resolver;
    private final ContentIds contentIds;

    RowLinks(OrganizationSnapshot snapshot, ContentIds contentIds) {
        this.contentIds = contentIds;
        this.resolver = new ResourceResolver(snapshot, Aliases.NONE);
    }

    /// The row that a link means.
    ///
    /// @throws ServiceException [ErrorCode#BAD_URI] or [ErrorCode#RESOURCE_NOT_FOUND] when it means none
    EntityReference read(String link) {
        return resolver.row(UrlText.decodePath(contentIds.resolve(resourcePart(link)))).reference();
    }

    /// The row that a link means, for a navigation property that must be able to lead to it.
    EntityReference read(String link, Table from, Navigation navigation) {
        EntityReference reference = read(link);
        if (!fits(from, navigation, reference.logicalName())) {
            throw new ServiceException(ErrorCode.BAD_PAYLOAD, "The link '" + link + "' leads to a record of '"
                    + reference.logicalName() + "'; the navigation property '" + navigation.name() + "' of '"
                    + from.logicalName() + "' leads to '" + navigation.target() + "'.");
        }
        return reference;
    }

    /// Owners have one navigation property for users and teams, activities one for all of their kinds.
    private static boolean fits(Table from, Navigation navigation, String table) {
        if (navigation.target().equals(table)) {
            return true;
        }
        if (!(navigation instanceof Navigation.ToOne(var relationship))) {
            return false;
        }
        ManyToOne other = from.findManyToOne(relationship.column(), table);
        return other != null && other.navigation().equals(navigation.name());
    }

    /// What stands behind the version in a whole URL or an absolute path.
    private static String resourcePart(String link) {
        int start = 0;
        int scheme = link.indexOf("://");
        if (scheme > 0 && scheme < "https://".length()) {
            int path = link.indexOf('/', scheme + "://".length());
            start = path < 0 ? link.length() : path;
        }
        int api = link.indexOf("/api/", start);
        if (api >= 0 && link.indexOf('(') > api) {
            int version = link.indexOf("/v", api);
            int end = version < 0 ? -1 : link.indexOf('/', version + 1);
            if (end > 0) {
                return link.substring(end);
            }
        }
        return link.substring(start);
    }
}
