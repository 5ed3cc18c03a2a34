using System.Text.Json;
using Polychron.Dialects.Dates;
using Polychron.Dialects.Events;
using Polychron.Dialects.Replies;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Ports.Webhooks;

namespace Polychron.Webhooks.Payloads;

/// <summary>
/// The product's own form: <c>{"id","type","timestamp","sequence","workspace_id","actor_id","data":{...}}</c>. <c>data</c> is the
/// thing after the change, or as it last was for one that was deleted.
/// </summary>
internal sealed class NeutralPayload : IPayloadForm
{
    /// <summary>The form's name.</summary>
    public const string FormName = IPayloadForm.Neutral;

    /// <inheritdoc />
    public string Name => FormName;

    /// <inheritdoc />
    public bool Knows(EventType type) => true;

    /// <inheritdoc />
    public ValueTask<ReadOnlyMemory<byte>> RenderAsync(PayloadContext context, CancellationToken cancellation = default) =>
        ValueTask.FromResult<ReadOnlyMemory<byte>>(JsonBytes.Render(context, static (json, context) => Write(json, context)));

    /// <inheritdoc />
    public IEnumerable<KeyValuePair<string, string>> Headers(ReadOnlySpan<byte> body, SigningSecret secret) => [];

    private static void Write(Utf8JsonWriter json, PayloadContext context)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, context.Id.ToString());
        json.WriteString("type"u8, EventNames.Of(context.Type));
        json.WriteInstant("timestamp", context.Record.At);
        json.WriteNumber("sequence"u8, context.Record.Sequence);
        json.WriteNumber("workspace_id"u8, context.Id.WorkspaceId);
        json.WriteNumber("actor_id"u8, context.Record.ActorId);
        json.WritePropertyName("data"u8);

        // A timer that ran then is measured then: an attempt a day later tells the same.
        NeutralData.Write(json, context.Owner, context.Record.Subject, context.Record.At);
        json.WriteEndObject();
    }
}
