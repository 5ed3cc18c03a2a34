using System.Globalization;

namespace Polychron.Scale.Load;

/// <summary>How often each kind of request is made, as weights.</summary>
internal sealed class Mix
{
    private readonly (RequestKind Kind, double UpTo)[] _steps;

    private Mix(IReadOnlyList<(RequestKind Kind, double Weight)> weights)
    {
        var all = weights.Sum(weight => weight.Weight);
        double sum = 0;
        _steps = [.. weights.Select(weight => (weight.Kind, sum += weight.Weight / all))];
        WriteShare = weights.Where(weight => IsWrite(weight.Kind)).Sum(weight => weight.Weight) / all;
        Text = string.Join(", ", weights.Select(weight => string.Create(
            CultureInfo.InvariantCulture, $"{weight.Kind.ToString().ToLowerInvariant()} {weight.Weight / all:0 %}")));
    }

    /// <summary>An assumption: people look more often than they write, and write mostly by a timer.</summary>
    public static Mix Default { get; } = Parse("create=15,update=10,timer=20,list=35,get=10,report=10");

    /// <summary>Which part of the requests are writes.</summary>
    public double WriteShare { get; }

    /// <summary>The shares in words.</summary>
    public string Text { get; }

    /// <summary>Whether a request changes something.</summary>
    public static bool IsWrite(RequestKind kind) => kind is RequestKind.Create or RequestKind.Update or RequestKind.Timer;

    /// <summary>Reads weights such as <c>create=1,list=2</c>.</summary>
    /// <exception cref="FormatException">The text is not understood.</exception>
    public static Mix Parse(string text)
    {
        var weights = new List<(RequestKind, double)>();
        foreach (var part in text.Split(','))
        {
            if (part.Split('=') is not [var name, var weight]
                || !Enum.TryParse<RequestKind>(name, ignoreCase: true, out var kind)
                || !double.TryParse(weight, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                || number <= 0)
            {
                throw new FormatException($"'{part}' is no weight of a request, such as create=15.");
            }

            weights.Add((kind, number));
        }

        return new Mix(weights);
    }

    /// <summary>Draws a kind.</summary>
    public RequestKind Draw(Random dice)
    {
        var drawn = dice.NextDouble();
        return _steps.FirstOrDefault(step => drawn < step.UpTo, _steps[^1]).Kind;
    }
}
