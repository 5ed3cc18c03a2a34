using System.Text.Json;

namespace Polychron.Dialects.Bodies;

/// <content>Members that hold several values.</content>
public sealed partial class JsonObjectReader
{
    /// <summary>A list of texts, each as in <see cref="Text(string, int, bool)"/>; null is no text.</summary>
    public Optional<IReadOnlyList<string>?> Texts(string name, int maxCount, int maxLength, bool isMultiline = false) =>
        List(name, maxCount, (path, element) => ReadText(path, element, maxLength, isMultiline) is { } text ? new Optional<string>(text) : default);

    /// <summary>A list of whole numbers from <paramref name="min"/> to <paramref name="max"/>.</summary>
    public Optional<IReadOnlyList<long>?> WholeNumbers(string name, int maxCount, long min = long.MinValue, long max = long.MaxValue) =>
        List(name, maxCount, (path, element) => ReadWholeNumber(path, element, min, max) is { } number ? new Optional<long>(number) : default);

    /// <summary>A whole number that is an item of a list, null if it is none: for lists whose items are refused one by one.</summary>
    public static long? WholeNumber(JsonElement item, JsonReading reading) => JsonValues.Integer(item, reading);

    /// <summary>An object whose values are texts or null, in the order of the request; names are at most <paramref name="maxLength"/> long too.</summary>
    public Optional<IReadOnlyList<KeyValuePair<string, string?>>?> Map(
        string name, int maxCount, int maxLength, bool isMultiline = false)
    {
        if (!TryGet(name, out var element))
        {
            return default;
        }

        if (IsNone(element))
        {
            return new(null);
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return Refuse<IReadOnlyList<KeyValuePair<string, string?>>?>(name, "must be an object.");
        }

        var before = _errors.Count;
        var values = new List<KeyValuePair<string, string?>>();
        foreach (var member in element.EnumerateObject())
        {
            if (values.Count == maxCount)
            {
                return Refuse<IReadOnlyList<KeyValuePair<string, string?>>?>(name, $"has at most {maxCount} members.");
            }

            if (TextRules.Check(member.Name, maxLength, isMultiline: false) is { } complaint)
            {
                return Refuse<IReadOnlyList<KeyValuePair<string, string?>>?>(name, $"has a name that is not acceptable: a name {complaint}");
            }

            var text = IsNull(member.Value) ? null : ReadText($"{name}.{member.Name}", member.Value, maxLength, isMultiline);
            values.Add(new(member.Name, text));
        }

        return _errors.Count == before ? new(values) : default;
    }

    private Optional<IReadOnlyList<T>?> List<T>(string name, int maxCount, Func<string, JsonElement, Optional<T>> read)
    {
        if (!TryGet(name, out var element))
        {
            return default;
        }

        if (IsNone(element))
        {
            return new(null);
        }

        if (element.ValueKind != JsonValueKind.Array)
        {
            return Refuse<IReadOnlyList<T>?>(name, "must be a list.");
        }

        if (element.GetArrayLength() > maxCount)
        {
            return Refuse<IReadOnlyList<T>?>(name, $"has at most {maxCount} values.");
        }

        var before = _errors.Count;
        var values = new List<T>(element.GetArrayLength());
        foreach (var item in element.EnumerateArray())
        {
            if (read($"{name}.{values.Count}", item) is { IsPresent: true } value)
            {
                values.Add(value.Value);
            }
            else
            {
                return default;
            }
        }

        return _errors.Count == before ? new(values) : default;
    }
}
