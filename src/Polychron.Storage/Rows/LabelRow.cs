using System.Text.Json.Serialization;
using Polychron.Domain.Labels;
using Polychron.Domain.Log;

namespace Polychron.Storage.Rows;

/// <summary>A stored label.</summary>
internal sealed class LabelRow : ImageRow<Label>
{
    [JsonPropertyName("n")]
    public string Name { get; set; } = "";

    [JsonPropertyName("p")]
    public long? ParentId { get; set; }

    [JsonPropertyName("j")]
    public string? Emoji { get; set; }

    [JsonPropertyName("o")]
    public int Position { get; set; }

    [JsonPropertyName("x")]
    public bool IsArchived { get; set; }

    public static LabelRow From(Label label)
    {
        var row = new LabelRow
        {
            Name = label.Name,
            ParentId = label.ParentId,
            Emoji = label.Emoji,
            Position = label.Position,
            IsArchived = label.IsArchived,
        };
        row.Stamp(label);
        return row;
    }

    protected override Entity Convert() => new Label
    {
        Name = Name,
        ParentId = ParentId,
        Emoji = Emoji,
        Position = Position,
        IsArchived = IsArchived,
    };
}
