using System.Text.Json;
using NodaTime;
using Polychron.Dialects.Dates;
using Polychron.Dialects.Errors;
using Polychron.Domain.Errors;

namespace Polychron.Dialects.Bodies;

/// <summary>
/// Reads the members of a JSON object and collects what is wrong with them, so that a client learns of all its errors at
/// once. A method returns a left-out value both for a member that is left out and for a wrong one: call
/// <see cref="ThrowIfInvalid"/> before using what was read. A given null is a value. Members that nobody asks for are ignored.
/// </summary>
public sealed partial class JsonObjectReader
{
    private readonly JsonElement _object;
    private readonly JsonReading _reading;
    private readonly string _path;
    private readonly List<FieldError> _errors;

    /// <summary>A reader of an object.</summary>
    /// <param name="element">The object.</param>
    /// <param name="reading">How loosely to read; strictly unless given.</param>
    public JsonObjectReader(JsonElement element, JsonReading? reading = null)
        : this(element, reading ?? JsonReading.Strict, "", [])
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new ArgumentException("Not an object.", nameof(element));
        }
    }

    private JsonObjectReader(JsonElement element, JsonReading reading, string path, List<FieldError> errors)
    {
        _object = element;
        _reading = reading;
        _path = path;
        _errors = errors;
    }

    /// <summary>What was wrong so far, by the names that the client used: "title", "projects.0", "address.city".</summary>
    public IReadOnlyList<FieldError> Errors => _errors;

    /// <summary>Whether the member is there, be it null.</summary>
    public bool Has(string name) => TryGet(name, out _);

    /// <summary>The member as it is, null included: for what may be of several types. The caller reports what is wrong with <see cref="Fail"/>.</summary>
    public Optional<JsonElement> Value(string name) => TryGet(name, out var element) ? new(element) : default;

    /// <summary>A text of at most <paramref name="maxLength"/> UTF-16 code units without control characters.</summary>
    /// <param name="name">The member.</param>
    /// <param name="maxLength">The most UTF-16 code units.</param>
    /// <param name="isMultiline">Whether tabs and line ends may be in it.</param>
    public Optional<string?> Text(string name, int maxLength, bool isMultiline = false)
    {
        if (!TryGet(name, out var element))
        {
            return default;
        }

        return IsNull(element) ? new(null) : ReadText(name, element, maxLength, isMultiline) is { } text ? new(text) : default;
    }

    /// <summary>A boolean.</summary>
    public Optional<bool?> Boolean(string name)
    {
        if (!TryGet(name, out var element))
        {
            return default;
        }

        return IsNone(element) ? new(null)
            : JsonValues.Boolean(element, _reading) is { } value ? new(value)
            : Refuse<bool?>(name, "must be true or false.");
    }

    /// <summary>A whole number from <paramref name="min"/> to <paramref name="max"/>.</summary>
    public Optional<long?> WholeNumber(string name, long min = long.MinValue, long max = long.MaxValue)
    {
        if (!TryGet(name, out var element))
        {
            return default;
        }

        return IsNone(element) ? new(null) : ReadWholeNumber(name, element, min, max) is { } number ? new(number) : default;
    }

    /// <summary>A number from <paramref name="min"/> to <paramref name="max"/>, finite.</summary>
    public Optional<double?> Number(string name, double min = double.MinValue, double max = double.MaxValue)
    {
        if (!TryGet(name, out var element))
        {
            return default;
        }

        return IsNone(element) ? new(null)
            : JsonValues.Number(element, _reading) is not { } number ? Refuse<double?>(name, "must be a number.")
            : number >= min && number <= max ? new(number)
            : Refuse<double?>(name, $"must be from {min} to {max}.");
    }

    /// <summary>A decimal number from <paramref name="min"/> to <paramref name="max"/>, exact: for money and hours.</summary>
    public Optional<decimal?> DecimalNumber(string name, decimal min = decimal.MinValue, decimal max = decimal.MaxValue)
    {
        if (!TryGet(name, out var element))
        {
            return default;
        }

        return IsNone(element) ? new(null)
            : JsonValues.Decimal(element, _reading) is not { } number ? Refuse<decimal?>(name, "must be a number.")
            : number >= min && number <= max ? new(number)
            : Refuse<decimal?>(name, $"must be from {min} to {max}.");
    }

    /// <summary>A moment in ISO 8601 (see <see cref="IsoMoment"/>).</summary>
    /// <param name="name">The member.</param>
    /// <param name="zone">The zone of a text that names none.</param>
    public Optional<IsoMoment?> Moment(string name, DateTimeZone zone)
    {
        if (!TryGet(name, out var element))
        {
            return default;
        }

        return IsNone(element) ? new(null)
            : element.ValueKind == JsonValueKind.String && IsoMoment.TryParse(element.GetString(), zone, out var moment) ? new(moment)
            : Refuse<IsoMoment?>(name, IsoMoment.Expected);
    }

    /// <summary>A reader of an object inside, whose errors are added to this one's; null if it is left out, null or wrong.</summary>
    public JsonObjectReader? Member(string name)
    {
        if (!TryGet(name, out var element) || IsNone(element))
        {
            return null;
        }

        if (element.ValueKind == JsonValueKind.Object)
        {
            return new JsonObjectReader(element, _reading, $"{_path}{name}.", _errors);
        }

        Fail(name, "must be an object.");
        return null;
    }

    /// <summary>Adds an error of a member.</summary>
    /// <param name="name">The member.</param>
    /// <param name="complaint">What follows "The title field": "is required."</param>
    public void Fail(string name, string complaint) =>
        _errors.Add(new FieldError(_path + name, $"The {_path}{name} field {complaint}"));

    /// <summary>Adds an error unless the member is there and not null. Returns whether it is.</summary>
    public bool Require(string name)
    {
        if (TryGet(name, out var element) && !IsNone(element))
        {
            return true;
        }

        Fail(name, "is required.");
        return false;
    }

    /// <summary>Refuses the request if anything was wrong.</summary>
    /// <exception cref="RequestException">Of kind <see cref="RequestErrorKind.Invalid"/>, with all errors.</exception>
    public void ThrowIfInvalid()
    {
        if (_errors.Count > 0)
        {
            throw new RequestException([.. _errors]);
        }
    }

    private static bool IsNull(JsonElement element) => element.ValueKind == JsonValueKind.Null;

    private bool IsNone(JsonElement element) =>
        IsNull(element) || (_reading.HasBlankAsNull && element.ValueKind == JsonValueKind.String && element.ValueEquals(""u8));

    private bool TryGet(string name, out JsonElement element) => _object.TryGetProperty(name, out element);

    private string? ReadText(string name, JsonElement element, int maxLength, bool isMultiline)
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            Fail(name, "must be text.");
            return null;
        }

        var text = element.GetString()!;
        if (TextRules.Check(text, maxLength, isMultiline) is not { } complaint)
        {
            return text;
        }

        Fail(name, complaint);
        return null;
    }

    private long? ReadWholeNumber(string name, JsonElement element, long min, long max)
    {
        if (JsonValues.Integer(element, _reading) is not { } number)
        {
            Fail(name, "must be a whole number.");
            return null;
        }

        if (number >= min && number <= max)
        {
            return number;
        }

        Fail(name, max == long.MaxValue ? $"must be at least {min}." : $"must be from {min} to {max}.");
        return null;
    }

    private Optional<T> Refuse<T>(string name, string complaint)
    {
        Fail(name, complaint);
        return default;
    }
}
