using Polychron.UseCases;

namespace Polychron.Dialects.Bodies;

/// <summary>A value that the client may have left out; the default is one left out. A given null is a value.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public readonly record struct Optional<T>
{
    private readonly T? _value;

    /// <summary>A value that was given.</summary>
    public Optional(T value)
    {
        _value = value;
        IsPresent = true;
    }

    /// <summary>Whether it was given, be it null.</summary>
    public bool IsPresent { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">It was left out.</exception>
    public T Value => IsPresent ? _value! : throw new InvalidOperationException("The value was left out.");

    /// <summary>The value, or another if it was left out.</summary>
    public T Or(T other) => IsPresent ? _value! : other;

    /// <summary>What it becomes, if it was given.</summary>
    public Optional<TOut> Select<TOut>(Func<T, TOut> selector) => IsPresent ? new(selector(_value!)) : default;

    /// <summary>The change that a command makes of it: left out keeps what is.</summary>
    public Change<T> ToChange() => IsPresent ? Change<T>.To(_value!) : default;
}
