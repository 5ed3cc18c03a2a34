namespace Polychron.UseCases;

/// <summary>What a command does to one value: keep it as it is (the default), or set it, to null too where that has a meaning.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public readonly record struct Change<T>
{
    private readonly T _value;

    private Change(T value)
    {
        _value = value;
        IsSet = true;
    }

    /// <summary>Whether a new value is given.</summary>
    public bool IsSet { get; }

    /// <summary>A change to a value.</summary>
#pragma warning disable CA1000 // Reads as the sentence it is: Change<string?>.To("x").
    public static Change<T> To(T value) => new(value);
#pragma warning restore CA1000

    /// <summary>The new value if one is given, else the current one.</summary>
    public T Or(T current) => IsSet ? _value : current;
}
