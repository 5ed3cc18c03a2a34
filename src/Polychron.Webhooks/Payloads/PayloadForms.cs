using System.Collections.Frozen;
using Polychron.UseCases.Ports.Webhooks;

namespace Polychron.Webhooks.Payloads;

/// <summary>The forms that there are, by name.</summary>
internal sealed class PayloadForms(IEnumerable<IPayloadForm> forms)
{
    private readonly FrozenDictionary<string, IPayloadForm> _forms = forms.ToFrozenDictionary(form => form.Name, StringComparer.Ordinal);

    /// <summary>The form of a name, or null: of a dialect that is not installed any more.</summary>
    public IPayloadForm? Find(string name) => _forms.GetValueOrDefault(name);
}
