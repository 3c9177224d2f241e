using System.Collections.Immutable;

namespace Arise.Networks;

/// <summary>One hidden layer of the network for one descriptor, averaged over the stochastic passes.</summary>
/// <param name="Activations">Mean of max(z, 0) per unit, before the dropout of this layer.</param>
/// <param name="PreActivations">Mean of z per unit, z = W x + b.</param>
public sealed record HiddenRepresentation(ImmutableArray<float> Activations, ImmutableArray<float> PreActivations)
{
    /// <summary>Activations or pre-activations, [unit].</summary>
    public ImmutableArray<float> Of(HiddenValues values) =>
        values == HiddenValues.Activations ? Activations : PreActivations;
}
