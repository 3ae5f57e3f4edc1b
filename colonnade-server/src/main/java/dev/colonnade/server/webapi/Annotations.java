package dev.colonnade.server.webapi;

import java.util.List;

/// Which annotations a client asks for: names, or beginnings of names with a star.
///
/// Source: reference/web-api.md, "Prefer".
record Annotations(List<String> patterns) {

    static final Annotations NONE = new Annotations(List.of());

    static final String FORMATTED_VALUE = "OData.Community.Display.V1.FormattedValue";
    static final String LOOKUP_LOGICAL_NAME = "Microsoft.Dynamics.CRM.lookuplogicalname";
    static final String ASSOCIATED_NAVIGATION = "Microsoft.Dynamics.CRM.associatednavigationproperty";
    static final String TOTAL_COUNT = "Microsoft.Dynamics.CRM.totalrecordcount";
    static final String COUNT_EXCEEDED = "Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded";
    static final String PAGING_COOKIE = "Microsoft.Dynamics.CRM.fetchxmlpagingcookie";
    static final String MORE_RECORDS = "Microsoft.Dynamics.CRM.morerecords";
    static final String METADATA_VERSION = "Microsoft.Dynamics.CRM.globalmetadataversion";

    Annotations {
        patterns = List.copyOf(patterns);
    }

    boolean includes(String name) {
        for (String pattern : patterns) {
            if (pattern.endsWith("*")
                    ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                    : name.equals(pattern)) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return patterns.isEmpty();
    }

    /// Whether everything is asked for.
    boolean isAll() {
        return patterns.contains("*");
    }
}
