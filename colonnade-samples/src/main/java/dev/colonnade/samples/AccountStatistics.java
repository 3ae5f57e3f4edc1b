package dev.colonnade.samples;

import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.sdk.plugin.BindingType;
import dev.colonnade.sdk.plugin.CustomApi;
import dev.colonnade.sdk.plugin.Plugin;
import dev.colonnade.sdk.plugin.PluginContext;
import dev.colonnade.sdk.plugin.ResponseProperty;
import dev.colonnade.sdk.query.PagingInfo;
import dev.colonnade.sdk.query.QueryExpression;

/// Counts the accounts that the caller may see, and those of them without a primary contact. A function bound to a collection:
/// `GET accounts/Microsoft.Dynamics.CRM.sample_AccountStatistics()`.
@CustomApi(uniqueName = "sample_AccountStatistics", displayName = "Account statistics", description = "Numbers of accounts", bindingType = BindingType.ENTITY_COLLECTION, boundEntityLogicalName = "account", isFunction = true, response = AccountStatistics.Response.class)
public final class AccountStatistics implements Plugin {

    private static final int PAGE_ROWS = 5_000;

    record Response(@ResponseProperty(description = "Accounts that the caller may see") int count,
            @ResponseProperty(description = "Those without a primary contact") int withoutContact) {}

    @Override
    public void execute(PluginContext context) {
        OrganizationService service = context.organizationService();
        int count = 0;
        int withoutContact = 0;
        PagingInfo paging = new PagingInfo(PAGE_ROWS, 1, null, false);
        while (true) {
            EntityCollection page = service.retrieveMultiple(
                    new QueryExpression("account").columns("primarycontactid").pageInfo(paging));
            for (Entity account : page) {
                count++;
                withoutContact += account.get("primarycontactid") == null ? 1 : 0;
            }
            if (!page.moreRecords()) {
                break;
            }
            paging = new PagingInfo(PAGE_ROWS, paging.pageNumber() + 1, page.pagingCookie(), false);
        }
        context.respond(new Response(count, withoutContact));
    }
}
