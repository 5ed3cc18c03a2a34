using System.Text.Json;
using NodaTime;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Timespace.Ids;
using Polychron.Domain.Members;
using Polychron.Domain.Time;
using Polychron.UseCases;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Records;

namespace Polychron.Dialects.Timespace.Records;

/// <summary>
/// Reads the fields of a body that are there. Wrong ones are collected: call <see cref="ThrowIfInvalid"/> before using what was
/// read. In a field that is not text, the empty text is no value: Zapier sends it for what its user left empty.
/// </summary>
internal sealed class FieldReader(JsonBody body, IWorkspaceView view, Member member)
{
    private const int MaxListed = 1_000;
    private const int MaxIdLength = 64;
    private const string NoSuch = "is not the id of such a record of this cloud.";

    private readonly JsonObjectReader _reader = body.Read();

    /// <summary>Whether they are those of a new record, in which no value is what is left out; else it empties what may be empty.</summary>
    public bool IsNew { get; init; }

    /// <summary>Adds an error for each field that a new record needs and that is not there.</summary>
    public void Require(IEnumerable<Field> fields)
    {
        foreach (var field in fields.Where(field => field.IsRequired))
        {
            _reader.Require(field.Key);
        }
    }

    /// <summary>A text that may be null.</summary>
    public Change<string?> Text(Field field) =>
        _reader.Text(field.Key, field.MaxLength, field.Type == FieldType.Text).ToChange();

    /// <summary>A text that may not be null; one that is not required may be left empty.</summary>
    public Change<string> Line(Field field) => IsBlank(field) ? default : NotNull(field, _reader.Text(field.Key, field.MaxLength));

    /// <summary>A moment; without an offset in the caller's zone.</summary>
    public Change<Instant> Moment(Field field)
    {
        var moment = _reader.Moment(field.Key, Zones.Stored(member.TimeZone));
        if (!moment.IsPresent)
        {
            return default;
        }

        if (moment.Value is { } given)
        {
            return Change<Instant>.To(given.Instant);
        }

        _reader.Fail(field.Key, "must not be null.");
        return default;
    }

    /// <summary>True or false.</summary>
    public Change<bool> Boolean(Field field)
    {
        var value = IsBlank(field) ? default : _reader.Boolean(field.Key);
        if (!value.IsPresent)
        {
            return default;
        }

        if (value.Value is { } given)
        {
            return Change<bool>.To(given);
        }

        _reader.Fail(field.Key, "must not be null.");
        return default;
    }

    /// <summary>What one of the field's words stands for; it may not be null.</summary>
    public Change<T> Word<T>(Field field, Func<string, T> meaning)
    {
        var word = Line(field);
        if (!word.IsSet)
        {
            return default;
        }

        if (field.Words!.Contains(word.Or("")))
        {
            return Change<T>.To(meaning(word.Or("")));
        }

        _reader.Fail(field.Key, $"must be one of {string.Join(", ", field.Words!)}.");
        return default;
    }

    /// <summary>What one of the field's words stands for, or null.</summary>
    public Change<T?> WordOrNone<T>(Field field, Func<string, T> meaning)
        where T : struct =>
        IsBlank(field) || _reader.Value(field.Key) is { IsPresent: true, Value.ValueKind: JsonValueKind.Null } ? None<T?>(null)
        : Word(field, meaning) is { IsSet: true } known ? Change<T?>.To(known.Or(default))
        : default;

    /// <summary>The number of the record that the field names, or null.</summary>
    public Change<long?> Reference(Field field)
    {
        if (IsBlank(field))
        {
            return None<long?>(null);
        }

        var text = _reader.Text(field.Key, MaxIdLength);
        if (!text.IsPresent)
        {
            return default;
        }

        if (text.Value is null)
        {
            return Change<long?>.To(null);
        }

        if (Number(field, text.Value) is { } number)
        {
            return Change<long?>.To(number);
        }

        _reader.Fail(field.Key, NoSuch);
        return default;
    }

    /// <summary>The numbers of the records that the field lists; null is none.</summary>
    public Change<IReadOnlyList<long>> References(Field field)
    {
        if (IsBlank(field))
        {
            return None<IReadOnlyList<long>>([]);
        }

        var texts = _reader.Texts(field.Key, MaxListed, MaxIdLength);
        if (!texts.IsPresent)
        {
            return default;
        }

        var numbers = new List<long>();
        foreach (var text in texts.Value ?? [])
        {
            if (Number(field, text) is { } number)
            {
                numbers.Add(number);
            }
            else
            {
                _reader.Fail($"{field.Key}.{numbers.Count}", NoSuch);
                return default;
            }
        }

        return Change<IReadOnlyList<long>>.To(numbers);
    }

    /// <summary>Refuses the request if anything was wrong.</summary>
    /// <exception cref="Dialects.Errors.RequestException">Something was.</exception>
    public void ThrowIfInvalid() => _reader.ThrowIfInvalid();

    private bool IsBlank(Field field) =>
        !field.IsRequired && _reader.Value(field.Key) is { IsPresent: true, Value: { ValueKind: JsonValueKind.String } text } && text.ValueEquals("");

    private Change<T> None<T>(T none) => IsNew ? default : Change<T>.To(none);

    // Whether there is such a record is for the use case to say; what is of another cloud or type is none here.
    private long? Number(Field field, string text) =>
        RecordId.TryParse(text, out var id) && id.Cloud == view.WorkspaceId
            && (id.Type.Kind == field.Reference || (field.Reference == RecordKind.Person && id.Type.Kind == RecordKind.Robot))
            && (id.Type.Kind != RecordKind.Label || view.Picture.Labels.ContainsKey(id.Number))
            ? id.Number
            : null;

    private Change<string> NotNull(Field field, Optional<string?> text)
    {
        if (!text.IsPresent)
        {
            return default;
        }

        if (text.Value is { } given)
        {
            return Change<string>.To(given);
        }

        _reader.Fail(field.Key, "must not be null.");
        return default;
    }
}
