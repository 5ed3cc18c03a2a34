using System.Text.Json.Serialization;
using Polychron.Domain.Log;
using Polychron.Domain.Time;

namespace Polychron.Storage.Rows;

/// <summary>What every stored image of an entity has. Names are short because every row and record repeats them; they are stored and never change.</summary>
internal abstract class ImageRow<TEntity>
    where TEntity : Entity
{
    [JsonPropertyName("i")]
    public long Id { get; set; }

    [JsonPropertyName("v")]
    public long Version { get; set; }

    [JsonPropertyName("sq")]
    public long Sequence { get; set; }

    [JsonPropertyName("c")]
    public long CreatedAt { get; set; }

    [JsonPropertyName("m")]
    public long UpdatedAt { get; set; }

    /// <summary>The entity of this row's values.</summary>
    public virtual TEntity ToEntity() => (TEntity)(Convert() with
    {
        Id = Id,
        Version = Version,
        Sequence = Sequence,
        CreatedAt = Microseconds.ToInstant(CreatedAt),
        UpdatedAt = Microseconds.ToInstant(UpdatedAt),
    });

    /// <summary>Copies what every entity has.</summary>
    protected void Stamp(TEntity entity)
    {
        Id = entity.Id;
        Version = entity.Version;
        Sequence = entity.Sequence;
        CreatedAt = Microseconds.FromInstant(entity.CreatedAt);
        UpdatedAt = Microseconds.FromInstant(entity.UpdatedAt);
    }

    protected abstract Entity Convert();
}
