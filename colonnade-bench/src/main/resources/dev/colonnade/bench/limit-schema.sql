-- The table of the limit server: the columns and indexes that Colonnade's table "queue" has.
create collation ci (provider = icu, locale = 'und-u-ks-level1', deterministic = false);

create sequence version_number;

create table queue (
    queueid uuid primary key,
    allowemailcredentials boolean,
    businessunitid uuid,
    defaultmailbox uuid,
    description text collate ci,
    emailaddress text collate ci,
    emailpassword text collate ci,
    emailrouteraccessapproval integer,
    emailsignature uuid,
    emailusername text collate ci,
    entityimage bytea,
    exchangerate numeric,
    ignoreunsolicitedemail boolean,
    incomingemaildeliverymethod integer,
    incomingemailfilteringmethod integer,
    isemailaddressapprovedbyo365admin boolean,
    isfaxqueue boolean,
    name text collate ci,
    numberofitems integer,
    numberofmembers integer,
    outgoingemaildeliverymethod integer,
    primaryuserid uuid,
    queuetypecode integer,
    queueviewtype integer,
    transactioncurrencyid uuid,
    createdon timestamp with time zone,
    createdby uuid,
    createdonbehalfby uuid,
    modifiedon timestamp with time zone,
    modifiedby uuid,
    modifiedonbehalfby uuid,
    ownerid uuid,
    owneridtype text collate "C",
    owningbusinessunit uuid,
    owninguser uuid,
    owningteam uuid,
    organizationid uuid,
    statecode integer,
    statuscode integer,
    importsequencenumber integer,
    overriddencreatedon timestamp with time zone,
    versionnumber bigint not null default nextval('version_number')
);

create index on queue (businessunitid) where businessunitid is not null;
create index on queue (defaultmailbox) where defaultmailbox is not null;
create index on queue (emailsignature) where emailsignature is not null;
create index on queue (ownerid) where ownerid is not null;
create index on queue (owningbusinessunit) where owningbusinessunit is not null;
create index on queue (primaryuserid) where primaryuserid is not null;

create table outbox (
    id uuid primary key,
    kind text not null,
    row_id uuid not null,
    run_at timestamp with time zone not null default now()
);
