using System.Security.Cryptography;
using System.Text.Json;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timely.Wire.Events;
using Polychron.Dialects.Timely.Wire.Labels;
using Polychron.Dialects.Timely.Wire.Projects;
using Polychron.Domain.Entries;
using Polychron.Domain.Labels;
using Polychron.Domain.Log;
using Polychron.Domain.Projects;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Labels;
using Polychron.UseCases.Ports.Webhooks;
using Polychron.UseCases.Projects;
using Polychron.UseCases.Webhooks;

namespace Polychron.Dialects.Timely.Wire.Webhooks;

/// <summary>
/// What webhooks are told in Timely's form: <c>{"event_type":"hours:created","payload":{"entity_id",...,"entity":{...}}}</c>, in
/// which the entity is as its own call shows it to the webhook's owner.
/// </summary>
internal sealed class TimelyPayload(BudgetMeter meter) : IPayloadForm
{
    /// <summary>The form's name.</summary>
    public const string FormName = "timely";

    /// <summary>The header with the body's signature: HMAC-SHA256 under the secret token, in lower-case hexadecimal.</summary>
    public const string SignatureHeader = "X-Signature";

    /// <inheritdoc />
    public string Name => FormName;

    /// <inheritdoc />
    public bool Knows(EventType type) => EventTypeNames.Of(type) is not null;

    /// <inheritdoc />
    public async ValueTask<ReadOnlyMemory<byte>> RenderAsync(PayloadContext context, CancellationToken cancellation = default)
    {
        var project = context.Record.Subject switch
        {
            Project subject => subject,
            Entry { ProjectId: { } id } => context.View.Picture.Projects.Find(id),
            _ => null,
        };
        var viewer = await Viewer.OfAsync(context, meter, project is null ? [] : [project], cancellation).ConfigureAwait(false);
        return JsonBytes.Render((context, viewer), static (json, payload) => Write(json, payload.context, payload.viewer));
    }

    /// <inheritdoc />
    public IEnumerable<KeyValuePair<string, string>> Headers(ReadOnlySpan<byte> body, SigningSecret secret) =>
        [new(SignatureHeader, Convert.ToHexStringLower(HMACSHA256.HashData(WebhookSecrets.Key(secret), body)))];

    private static void Write(Utf8JsonWriter json, PayloadContext context, Viewer viewer)
    {
        var subject = context.Record.Subject;
        json.WriteStartObject();
        json.WriteString("event_type"u8, EventTypeNames.Of(context.Type));
        json.WriteNumber("account_id"u8, context.Id.WorkspaceId);
        json.WriteEpoch("timestamp", context.Record.At);
        json.WriteStartObject("payload"u8);
        json.WriteNumber("entity_id"u8, subject.Id);
        json.WriteString("entity_type"u8, TypeOf(subject.Kind));
        json.WriteString("entity_path"u8, $"{TimelyDialect.BasePath}/{context.Id.WorkspaceId}/{PathOf(subject.Kind)}/{subject.Id}");
        json.WriteNumber("entity_version"u8, subject.Version);
        json.WriteNumber("sequence"u8, context.Record.Sequence);
        json.WritePropertyName("entity"u8);
        WriteEntity(json, viewer, context, subject);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteEntity(Utf8JsonWriter json, Viewer viewer, PayloadContext context, Entity subject)
    {
        switch (subject)
        {
            case Entry entry:
                EventJson.Write(json, viewer, entry, isDeleted: context.Record.After is null);
                break;
            case Project project:
                ProjectJson.Write(json, viewer, project);
                break;
            case Label label:
                LabelJson.Write(json, LabelTree.ByParent(context.View), label);
                break;
        }
    }

    private static string TypeOf(EntityKind kind) => kind switch
    {
        EntityKind.Entry => "Event",
        EntityKind.Project => "Project",
        _ => "Label",
    };

    private static string PathOf(EntityKind kind) => kind switch
    {
        EntityKind.Entry => "events",
        EntityKind.Project => "projects",
        _ => "labels",
    };
}
