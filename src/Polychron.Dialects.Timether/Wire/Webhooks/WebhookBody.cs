using System.Collections.Immutable;
using System.Text.Json;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Events;
using Polychron.Dialects.Timether.Wire.Bodies;
using Polychron.Domain.Webhooks;
using Polychron.UseCases;
using Polychron.UseCases.Ports.Webhooks;
using Polychron.UseCases.Webhooks;

namespace Polychron.Dialects.Timether.Wire.Webhooks;

/// <summary>What a body says of a webhook; what it leaves out stays.</summary>
internal sealed record WebhookBody
{
    /// <summary>The key that a body may be wrapped in.</summary>
    public const string Key = "webhook";

    private const string SecretName = "secret";
    private const int MaxEventLength = 40;

    private Change<string> Url { get; init; }

    private Change<ImmutableSortedSet<EventType>> Types { get; init; }

    private Change<ImmutableSortedSet<long>> ProjectIds { get; init; }

    private Change<ImmutableSortedSet<long>> LabelIds { get; init; }

    /// <summary>Reads one that creates a webhook; it is told of everything unless it says of what.</summary>
    /// <exception cref="Dialects.Errors.RequestException">A value is not acceptable.</exception>
    public static CreateWebhook.Command ReadNew(JsonBody body, string serverUrl)
    {
        var reader = TimetherBody.Read(body, Key);
        if (!reader.Has("url"))
        {
            reader.Require("url");
        }

        var read = Read(reader);
        var secret = reader.Text(SecretName, WebhookSecrets.MaxLength).Or(null);
        reader.ThrowIfInvalid();
        return new CreateWebhook.Command
        {
            Url = read.Url.Or(""),
            Form = IPayloadForm.Neutral,
            Filter = read.FilterOver(WebhookFilter.Everything),
            Secret = secret,
            ServerUrl = serverUrl,
        };
    }

    /// <summary>Reads one that changes a webhook.</summary>
    /// <exception cref="Dialects.Errors.RequestException">A value is not acceptable.</exception>
    public static WebhookBody ReadChanges(JsonBody body)
    {
        var reader = TimetherBody.Read(body, Key);
        var read = Read(reader);

        // Ignored, it would leave its owner with a secret that signs nothing. The reply to a creation may be sent back, though.
        if (reader.Value(SecretName).Select(value => value.ValueKind != JsonValueKind.Null).Or(false))
        {
            reader.Fail(SecretName, "cannot be set; POST to rotate_secret makes a new one.");
        }

        reader.ThrowIfInvalid();
        return read;
    }

    /// <summary>The command that makes these changes to a webhook.</summary>
    public UpdateWebhook.Command Over(Webhook webhook) => new()
    {
        Url = Url,
        Filter = Change<WebhookFilter>.To(FilterOver(webhook.Filter)),
    };

    /// <summary>The events of a list of names, empty for all of them; null if a name is none.</summary>
    /// <param name="names">The names.</param>
    /// <param name="fail">Takes the complaint.</param>
    public static ImmutableSortedSet<EventType>? ParseEvents(IReadOnlyList<string> names, Action<string> fail)
    {
        var types = ImmutableSortedSet.CreateBuilder<EventType>();
        foreach (var name in names.Where(name => name != WebhookJson.AnyEvent))
        {
            if (!EventNames.TryParse(name, out var type))
            {
                fail($"must be {WebhookJson.AnyEvent} or of {string.Join(", ", EventNames.All)}.");
                return null;
            }

            types.Add(type);
        }

        return names.Contains(WebhookJson.AnyEvent) ? [] : types.ToImmutable();
    }

    private WebhookFilter FilterOver(WebhookFilter before)
    {
        var after = new WebhookFilter
        {
            Types = Types.Or(before.Types),
            ProjectIds = ProjectIds.Or(before.ProjectIds),
            LabelIds = LabelIds.Or(before.LabelIds),
        };

        // The same sets are no change: a write that changes nothing writes nothing.
        return after.Types.SetEquals(before.Types) && after.ProjectIds.SetEquals(before.ProjectIds) && after.LabelIds.SetEquals(before.LabelIds)
            ? before
            : after;
    }

    private static WebhookBody Read(JsonObjectReader reader) => new()
    {
        Url = reader.Text("url", Webhook.MaxUrlLength).Given(reader, "url"),
        Types = Events(reader),
        ProjectIds = Ids(reader, "project_ids"),
        LabelIds = Ids(reader, "tag_ids"),
    };

    private static Change<ImmutableSortedSet<EventType>> Events(JsonObjectReader reader)
    {
        const string name = "events";
        var names = reader.Texts(name, EventNames.All.Count + 1, MaxEventLength);
        if (!names.IsPresent)
        {
            return default;
        }

        if (names.Value is not { Count: > 0 } given)
        {
            reader.Fail(name, $"must name an event, or be [\"{WebhookJson.AnyEvent}\"].");
            return default;
        }

        return ParseEvents(given, complaint => reader.Fail(name, complaint)) is { } types
            ? Change<ImmutableSortedSet<EventType>>.To(types)
            : default;
    }

    private static Change<ImmutableSortedSet<long>> Ids(JsonObjectReader reader, string name) =>
        TimetherBody.Ids(reader, name, WebhookFilter.MaxIds).Select(ids => ids.ToImmutableSortedSet()).ToChange();
}
