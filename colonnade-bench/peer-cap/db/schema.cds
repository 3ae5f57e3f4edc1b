namespace bench;

/** The columns of the benchmark's table; see Rows and limit-schema.sql of the benchmark. */
entity Queue {
    key queueid                           : UUID;
        allowemailcredentials             : Boolean default false;
        description                       : String(2000);
        // Not null, so that CAP compares with '=' and PostgreSQL can use the index.
        emailaddress                      : String(100) not null;
        emailrouteraccessapproval         : Integer;
        ignoreunsolicitedemail            : Boolean;
        incomingemaildeliverymethod       : Integer;
        incomingemailfilteringmethod      : Integer;
        isemailaddressapprovedbyo365admin : Boolean default false;
        isfaxqueue                        : Boolean default false;
        name                              : String(200);
        numberofitems                     : Integer;
        outgoingemaildeliverymethod       : Integer;
        queuetypecode                     : Integer default 1;
        queueviewtype                     : Integer;
        createdon                         : DateTime @cds.on.insert: $now;
        createdby                         : UUID;
        modifiedon                        : DateTime @cds.on.insert: $now;
        modifiedby                        : UUID;
        ownerid                           : UUID;
        owneridtype                       : String(100);
        owningbusinessunit                : UUID;
        owninguser                        : UUID;
        organizationid                    : UUID;
        statecode                         : Integer default 0;
        statuscode                        : Integer default 1;
        versionnumber                     : Int64;
}
