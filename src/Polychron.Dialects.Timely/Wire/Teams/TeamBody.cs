using Polychron.Dialects.Bodies;
using Polychron.Dialects.Timely.Wire.Bodies;
using Polychron.UseCases.Teams;

namespace Polychron.Dialects.Timely.Wire.Teams;

/// <summary>Bodies that create and change teams.</summary>
internal static class TeamBody
{
    /// <summary>Reads one.</summary>
    /// <exception cref="Dialects.Errors.RequestException">A value is not acceptable.</exception>
    public static TeamChanges Read(JsonBody body)
    {
        var reader = TimelyBody.Read(body, "team");
        var changes = new TeamChanges
        {
            Name = Fields.Text(reader, "name", 1_000),
            Color = Fields.Color(reader),
            Emoji = Fields.OptionalText(reader, "emoji", 1_000),
            ExternalId = Fields.OptionalText(reader, "external_id", TimelyBody.MaxExternalIdLength),
            Users = Fields.Objects(reader, "users", static item =>
                (item.WholeNumber("user_id", 1).Or(null) ?? 0, item.Boolean("lead").Or(null) ?? false)),
        };
        reader.ThrowIfInvalid();
        return changes;
    }
}
