using Polychron.Dialects.Dates;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timespace.Records;
using Polychron.Domain.Log;

namespace Polychron.Dialects.Timespace.Wire;

/// <summary>The versions of a record, newest first: <c>{version,sequence,at,by,by_name,changed}</c>.</summary>
internal static class VersionJson
{
    /// <summary>The list.</summary>
    public static byte[] Render(RecordForm form, Scope scope, IReadOnlyList<LogRecord> versions) => JsonBytes.Render(
        (form, scope, versions),
        static (json, list) =>
        {
            var (form, scope, versions) = list;
            json.WriteStartArray();
            foreach (var version in versions)
            {
                json.WriteStartObject();
                json.WriteNumber("version"u8, version.After!.Version);
                json.WriteNumber("sequence"u8, version.Sequence);
                json.WriteInstant("at", version.At);
                json.WriteString("by"u8, scope.UserId(version.ActorId));
                json.WriteString("by_name"u8, scope.View.Picture.Members.GetValueOrDefault(version.ActorId)?.Name);
                json.WriteStartArray("changed"u8);
                foreach (var field in RecordJson.Differences(form, scope with { Now = version.At }, version.Before, version.After))
                {
                    json.WriteStringValue(field);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
}
