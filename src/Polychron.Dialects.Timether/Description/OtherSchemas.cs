using Microsoft.OpenApi;
using Polychron.Dialects.OpenApi;
using Polychron.Dialects.Timether.Wire.Changes;

namespace Polychron.Dialects.Timether.Description;

/// <summary>The schemas of what is no resource.</summary>
internal static class OtherSchemas
{
    public static IEnumerable<KeyValuePair<string, OpenApiSchema>> All =>
    [
        new("error", Schemas.Structure([new("error", Error())])),
        new("new_api_token", NewToken()),
        new("timer_start", Timer()),
        new("timer_switch", Schemas.Structure([new("stopped", Nullable("time_entry")), new("started", Schemas.Ref("time_entry"))])),
        new("batch", Batch()),
        new("batch_result", BatchResult()),
        new("change", Change(hasRecord: true)),
        new("change_list", Schemas.Structure(
        [
            new("data", Schemas.List(Schemas.Ref("change"), "The changes, in order.")),
            new("next", Schemas.WholeNumber("After which record to go on.", 0)),
            new("head", Schemas.WholeNumber("The log's last record when this was read.", 0)),
        ])),
        new("audit_record", Change(hasRecord: false)),
        new("audit_record_list", Schemas.Structure(
        [
            new("data", Schemas.List(Schemas.Ref("audit_record"), "The records, the latest first.")),
            new("next_cursor", Schemas.Text("The cursor of the next page; null on the last.").OrNull()),
        ])),
        new("report", Report()),
    ];

    private static OpenApiSchema Error() => Schemas.Structure(
        [
            new("message", Schemas.Text("What is wrong, for a person.")),
            new("code", Schemas.Text("What is wrong, for a program.")),
            new("action", Schemas.Text("What the caller may not do.")),
            new("role", Schemas.Choice(["owner", "manager", "member", "viewer"], "The caller's role.")),
            new("details", Schemas.List(
                Schemas.Structure([new("field", Schemas.Text("The field.")), new("message", Schemas.Text("What would be right."))]), "The values that are wrong.")),
        ],
        ["message", "code"]);

    private static OpenApiSchema NewToken()
    {
        var shown = Resources.Token.Schemas.First().Value;
        return Schemas.Structure([.. shown.Properties!, new("token", Schemas.Text("Its text, shown this once; null in the reply to a repetition.").OrNull())]);
    }

    private static OpenApiSchema Timer()
    {
        var input = Resources.TimeEntry.Schemas.Single(schema => schema.Key == "time_entry_create").Value;
        var schema = Schemas.Structure(input.Properties!.Where(member => member.Key is not ("ended_at" or "duration_seconds" or "user_id")), []);
        schema.AdditionalPropertiesAllowed = true;
        return schema;
    }

    private static OpenApiSchema Batch() => Schemas.Structure(
        [
            new("atomic", Schemas.Boolean("Whether one operation that is refused refuses all; true unless given.")),
            new("operations", new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                MinItems = 1,
                MaxItems = 100,
                Items = Schemas.Structure(
                    [
                        new("op", Schemas.Choice(["create", "update", "delete"], "What to do.")),
                        new("id", Schemas.WholeNumber("The entry to change or delete.", 1)),
                        new("time_entry", new OpenApiSchema { Type = JsonSchemaType.Object, Description = "What to create or change." }),
                    ],
                    ["op"]),
            }),
        ],
        ["operations"]);

    private static OpenApiSchema BatchResult() => Schemas.Structure(
    [
        new("results", Schemas.List(Schemas.Structure(
            [
                new("index", Schemas.WholeNumber("The operation's place, from 0.", 0)),
                new("status", Schemas.WholeNumber("The HTTP status that it would have had alone.", 200, 599)),
                new("time_entry", Schemas.Ref("time_entry")),
                new("error", new OpenApiSchema { Type = JsonSchemaType.Object, Description = "Why it was refused." }),
            ],
            ["index", "status"]))),
    ]);

    private static OpenApiSchema Change(bool hasRecord) => Schemas.Structure(
    [
        new("sequence", Schemas.WholeNumber("The record's number, without gaps.", 1)),
        new("at", Schemas.Moment("When.")),
        new("actor_id", Schemas.WholeNumber("Who; null for the server's operator.", 1).OrNull()),
        new("type", Schemas.Choice(["created", "updated", "deleted"], "What happened, as far as the reader sees it.")),
        new("resource", Schemas.Choice(ResourceJson.Names, "To what kind of thing.")),
        new("id", Schemas.WholeNumber("To which.", 1)),
        .. hasRecord
            ? [new("record", new OpenApiSchema { Type = JsonSchemaType.Object | JsonSchemaType.Null, Description = "The thing after it, as its resource shows it; null if deleted." })]
            : Array.Empty<KeyValuePair<string, IOpenApiSchema>>(),
        new("changed", Schemas.Map(new OpenApiSchema { Type = JsonSchemaType.Object }, "The fields that changed, each with before and after.")),
    ]);

    private static OpenApiSchema Report()
    {
        var values = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Number | JsonSchemaType.Null },
        };
        return Schemas.Structure(
        [
            new("from", new OpenApiSchema { Type = JsonSchemaType.String, Format = "date", Description = "The first day." }),
            new("to", new OpenApiSchema { Type = JsonSchemaType.String, Format = "date", Description = "The last day." }),
            new("time_zone", Schemas.Text("The zone of the days.")),
            new("currency", Schemas.Text("The currency of amounts.")),
            new("rounding", Resources.Rounding()),
            new("as_of_sequence", Schemas.WholeNumber("The record of the log right after which this is exact.", 0)),
            new("rows", Schemas.List(values, "The rows.")),
            new("totals", values),
        ]);
    }

    private static OpenApiSchema Nullable(string name) => new() { AnyOf = [Schemas.Ref(name), new OpenApiSchema { Type = JsonSchemaType.Null }] };
}
