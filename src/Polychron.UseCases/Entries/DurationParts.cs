namespace Polychron.UseCases.Entries;

/// <summary>
/// A change of a duration by its parts; a null part stays as it is. Hours and minutes together, without seconds, are the whole
/// duration as its reader knows it: none of another one's seconds are left in it, and as it was it stays, with its seconds.
/// </summary>
/// <param name="HourSeconds">The hours, in seconds: hours may have decimals, and then parts that are null are none.</param>
/// <param name="Minutes">The minutes, 0 or more; 60 and more are hours.</param>
/// <param name="Seconds">The seconds, 0 or more; 60 and more are minutes.</param>
public readonly record struct DurationParts(long? HourSeconds, long? Minutes, long? Seconds)
{
    /// <summary>Whether any part is given.</summary>
    public bool IsSet => HourSeconds is not null || Minutes is not null || Seconds is not null;

    /// <summary>The seconds of a duration with the parts in it.</summary>
    public long Apply(long before)
    {
        if (HourSeconds is { } hours && Minutes is { } minutes && Seconds is null)
        {
            var whole = hours + (60 * minutes);
            return whole == before - (before % 60) ? before : whole;
        }

        var kept = HourSeconds % 3_600 > 0 ? 0 : before;
        return (HourSeconds ?? before / 3_600 * 3_600)
            + (60 * (Minutes ?? kept / 60 % 60))
            + (Seconds ?? kept % 60);
    }
}
