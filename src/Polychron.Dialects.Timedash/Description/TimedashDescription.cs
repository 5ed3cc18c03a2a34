using Microsoft.OpenApi;
using Polychron.Dialects.OpenApi;
using Polychron.Dialects.Timedash.Bodies;
using Polychron.Dialects.Timedash.Resources;
using Polychron.Domain.Clients;
using Polychron.Domain.Entries;
using Polychron.Domain.Projects;
using Polychron.Domain.Users;
using Message = Polychron.Dialects.OpenApi.Message;

namespace Polychron.Dialects.Timedash.Description;

/// <summary>The API as its OpenAPI document describes it.</summary>
internal static class TimedashDescription
{
    private const string Text =
        """
        Time under agreements with contacts: who is worked for, on what terms, and what was done.

        Provide your API key as the user name of Basic authentication, with an empty password, over HTTPS. Each key may make
        120 requests a minute unless that was raised. All responses are JSON, but for successful DELETE requests, which answer
        with nothing. Amounts of money are in minor units of the account's currency, durations in seconds, moments in ISO 8601.
        """;

    private static readonly ResourceOperations<Client> OfContacts = new(
        Contacts.Resource, "contacts", "Contact", ContactBody.Settable, ["name"], Examples.Contact, Examples.ContactBody);

    private static readonly ResourceOperations<Project> OfAgreements = new(
        Agreements.Resource, "agreements", "Agreement", AgreementBody.Settable, ["name"], Examples.Agreement, Examples.AgreementBody);

    private static readonly ResourceOperations<Entry> OfAssignments = new(
        Assignments.Resource,
        "assignments",
        "Assignment",
        AssignmentBody.Settable,
        ["agreement", "timestamp", "duration"],
        Examples.Assignment,
        Examples.AssignmentBody);

    private static readonly ResourceOperations<ApiToken> OfApiKeys = new(
        ApiKeys.Resource, "api_keys", "ApiKey", ApiKeyBody.Settable, ["name"], Examples.ApiKey, Examples.ApiKeyBody)
    {
        HasIdempotency = false,
        CreateReply = new Message("The key with its text, which is shown nowhere else.", Schemas.Ref("new_api_key"), Examples.NewApiKey)
        {
            Headers = Parameters.ETag,
        },
    };

    public static ApiDescription Api { get; } = new()
    {
        Assembly = typeof(TimedashDescription).Assembly,
        Title = "Timedash",
        Version = "1.0.0",
        Description = Text,
        Security = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "basic",
            Description = "The API key as the user name; the password is empty.",
        },
        Tags =
        [
            ("account", "The account of the key."),
            ("contacts", "Whom work is for."),
            ("agreements", "What work for a contact is done under: rate, terms, budget."),
            ("assignments", "Pieces of work under an agreement by a person."),
            ("api_keys", "The keys of the caller for this account."),
            ("description", "This document."),
        ],
        Schemas = AllSchemas().ToDictionary(),
        ErrorSchema = "error",
        Operations =
        [
            new("TimedashShowAccount", "account", "Show the account")
            {
                Replies = new Dictionary<int, Message> { [200] = new("The account.", Schemas.Ref("account"), Examples.Account) },
                Refusals = Refusals.Of(401, 403, 429, 500, 503),
            },
            .. OfContacts.All,
            .. OfAgreements.All,
            .. OfAssignments.All,
            .. OfApiKeys.All,
            new(TimedashDialect.OpenApi, "description", "Show this document")
            {
                IsAnonymous = true,
                Replies = new Dictionary<int, Message>
                {
                    [200] = new("The document.", new OpenApiSchema { Type = JsonSchemaType.Object }, Examples.Document),
                },
                Refusals = Refusals.Of(429, 500),
            },
        ],
        Undescribed = [TimedashDialect.Preflight, TimedashDialect.UnknownPath],
    };

    private static IEnumerable<KeyValuePair<string, OpenApiSchema>> AllSchemas() =>
    [
        .. OfContacts.AllSchemas,
        .. OfAgreements.AllSchemas,
        .. OfAssignments.AllSchemas,
        .. OfApiKeys.AllSchemas,
        new("new_api_key", NewApiKey()),
        new("account", AccountSchema()),
        new("user", User()),
        new("error", Error()),
    ];

    private static OpenApiSchema NewApiKey()
    {
        var shown = OfApiKeys.AllSchemas.First(schema => schema.Key == "api_key").Value;
        return Schemas.Structure(
        [
            .. shown.Properties!,
            new("key", Schemas.Text("The key itself; null in the reply to a repetition, since it is stored nowhere.").OrNull()),
        ]);
    }

    private static OpenApiSchema AccountSchema() => Schemas.Structure(
    [
        new("id", Schemas.WholeNumber("The id.", 1)),
        new("object", Schemas.Choice(["account"], "What kind of object it is.")),
        new("name", Schemas.Text("Its name.")),
        new("currency", Schemas.Text("The ISO 4217 code of its currency in lower case.")),
        new("time_zone", Schemas.Text("The TZDB id of the zone in which its days are counted.")),
        new("plan", Schemas.Choice(Account.Plans, "Its plan.")),
        new("read_only", Schemas.Boolean("Whether writes are refused until its billing is settled.")),
        new("created", Schemas.Moment("When it was created.")),
        new("updated", Schemas.Moment("When it was last changed.")),
        new("user", Schemas.Ref("user")),
        new("users", Schemas.List(Schemas.Ref("user"), "Everyone who works in it.")),
    ]);

    private static OpenApiSchema User() => Schemas.Structure(
    [
        new("id", Schemas.WholeNumber("The id.", 1)),
        new("object", Schemas.Choice(["user"], "What kind of object it is.")),
        new("name", Schemas.Text("The name.")),
        new("email", Schemas.Text("The e-mail address.")),
        new("role", Schemas.Choice(Account.Roles, "What the user may do: viewers write nothing, members their own work, managers and owners everything.")),
    ]);

    private static OpenApiSchema Error() => Schemas.Structure(
        [
            new("type", Schemas.Choice([Errors.InvalidRequest, Errors.Api], "The type of error.")),
            new("message", Schemas.Text("More details, for a person.")),
            new("param", Schemas.Text("The parameter that the error relates to, if it relates to one.")),
        ],
        ["type", "message"]);
}
