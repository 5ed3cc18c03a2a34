using Polychron.Dialects.Bodies;
using Polychron.Dialects.Timely.Wire.Bodies;
using Polychron.UseCases.Labels;

namespace Polychron.Dialects.Timely.Wire.Labels;

/// <summary>Bodies that create and change labels.</summary>
internal static class LabelBody
{
    /// <summary>The emoji of a label that is written without one ("Create a label", "Update a label", responses).</summary>
    private const string DefaultEmoji = "https://emoji.memorycdn.com/tw64/1f3f7-fe0f.png";

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
            DefaultEmoji = DefaultEmoji,
            IsArchived = Fields.Not(reader, "active"),
        };
        reader.ThrowIfInvalid();
        return changes;
    }
}
