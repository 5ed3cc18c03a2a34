using Polychron.Dialects.Bodies;
using Polychron.Dialects.Timely.Wire.Bodies;
using Polychron.UseCases.Labels;

namespace Polychron.Dialects.Timely.Wire.Labels;

/// <summary>Bodies that create and change labels.</summary>
internal static class LabelBody
{
    /// <summary>Reads one.</summary>
    /// <exception cref="Dialects.Errors.RequestException">A value is not acceptable.</exception>
    public static LabelChanges Read(JsonBody body)
    {
        var reader = TimelyBody.Read(body, "label");
        var changes = new LabelChanges
        {
            Name = Fields.Text(reader, "name", 1_000),
            ParentId = Fields.Id(reader, "parent_id"),
            Emoji = Fields.OptionalText(reader, "emoji", 1_000),
            IsArchived = Fields.Not(reader, "active"),
        };
        reader.ThrowIfInvalid();
        return changes;
    }
}
