namespace Polychron.UseCases.Ports.Tables;

/// <summary>The one check of a range query, called by every implementation of the port before it reads.</summary>
public static class RangeRules
{
    /// <summary>Throws if the table's name, a bound, the continuation or the number of rows is outside its limits.</summary>
    /// <exception cref="ArgumentException">With the first limit that is broken.</exception>
    public static void Check(RowRange range)
    {
        KeyRules.CheckTable(range.Table);
        KeyRules.CheckBound(range.From);
        KeyRules.CheckBound(range.To);
        if (range.Continuation is { } continuation)
        {
            KeyRules.CheckBound(continuation);
        }

        if (range.MaxRows is < 1 or > TableLimits.MaxPageRows)
        {
            throw new ArgumentException($"A page has 1 to {TableLimits.MaxPageRows} rows.", nameof(range));
        }
    }
}
