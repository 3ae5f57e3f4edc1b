package dev.colonnade.engine.organization;

import dev.colonnade.engine.Limits;
import dev.colonnade.engine.security.Caller;
import dev.colonnade.engine.storage.DatabaseConfig;
import dev.colonnade.engine.storage.TestDatabase;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.sdk.Relationship;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.QueryExpression;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// Organizations for tests, each in a schema of its own.
public final class TestOrganization {

    private TestOrganization() {}

    public static OrganizationConfig config(DatabaseConfig database) {
        return new OrganizationConfig(database, "test", "Test", true, Limits.DEFAULT, InstantSource.system());
    }

    /// A fresh organization.
    public static Organization open() {
        return Organization.open(config(TestDatabase.config()));
    }

    public static OrganizationService administrator(Organization organization) {
        return organization.service(Caller.of(organization.administratorId()));
    }

    /// A new user with the role Basic User.
    public static UUID basicUser(Organization organization, String name) {
        OrganizationService service = administrator(organization);
        UUID unit = Objects
                .requireNonNull(organization.snapshot().security().findRights(organization.administratorId()))
                .businessUnitId();
        UUID user = service.create(new Entity("systemuser").set("domainname", name).set("lastname", name)
                .set("internalemailaddress", name + "@example.test")
                .set("businessunitid", new EntityReference("businessunit", unit)));
        UUID role = Objects
                .requireNonNull(service.retrieveMultiple(new QueryExpression("role").columns("roleid").where("name",
                        ConditionOperator.EQUAL, "Basic User")).entities().get(0).id());
        service.associate("systemuser", user, new Relationship("systemuserroles_association"),
                List.of(new EntityReference("role", role)));
        return user;
    }
}
