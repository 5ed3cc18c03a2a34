using System.Text.Json;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timespace.Languages;
using Polychron.Dialects.Timespace.Records;
using Polychron.Dialects.Timespace.Wire;
using Polychron.Domain.Log;
using Polychron.Domain.Members;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Ports.Webhooks;

namespace Polychron.Dialects.Timespace.Hooks;

/// <summary>
/// What a REST hook is sent: the record with all fields, as a list has it, and <c>event</c> (created, updated, deleted) and
/// <c>sequence</c>. A deleted record is as it last was.
/// </summary>
internal sealed class RecordPayload(RecordForms forms, Language language) : IPayloadForm
{
    private const string Prefix = "timespace.";

    /// <inheritdoc />
    public string Name => NameOf(language);

    /// <summary>The name of the form in a language.</summary>
    public static string NameOf(Language language) => Prefix + language.Tag();

    /// <summary>Whether a webhook's form is one of these, whatever its language.</summary>
    public static bool IsForm(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <inheritdoc />
    public bool Knows(EventType type) => true;

    /// <inheritdoc />
    public ValueTask<ReadOnlyMemory<byte>> RenderAsync(PayloadContext context, CancellationToken cancellation = default)
    {
        var scope = new Scope(context.View, context.Owner, context.Record.At, language);
        return ValueTask.FromResult<ReadOnlyMemory<byte>>(JsonBytes.Render(
            (forms, scope, context), static (json, one) => Write(json, one.forms, one.scope, one.context)));
    }

    /// <inheritdoc />
    public IEnumerable<KeyValuePair<string, string>> Headers(ReadOnlySpan<byte> body, SigningSecret secret) => [];

    private static void Write(Utf8JsonWriter json, RecordForms forms, Scope scope, PayloadContext context)
    {
        var record = context.Record.Subject;
        json.WriteStartObject();
        RecordJson.WriteMembers(
            json, forms.Of(record), scope, record, isDeleted: context.Type.Action == EventAction.Deleted || Left(record));
        json.WriteString("event"u8, JsonNamingPolicy.SnakeCaseLower.ConvertName(context.Type.Action.ToString()));
        json.WriteNumber("sequence"u8, context.Record.Sequence);
        json.WriteEndObject();
    }

    // Whoever leaves a cloud is deleted here, and stays in its log as a former member.
    private static bool Left(Entity record) => record is Member { IsActive: false };
}
