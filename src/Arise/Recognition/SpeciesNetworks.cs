using Arise.Networks.Models;
using Arise.Prototypes;

namespace Arise.Recognition;

/// <summary>
/// A network by number of species of a sample: without the classes that need more of them. A class that the library
/// does not know is always possible.
/// </summary>
internal sealed class SpeciesNetworks
{
    // From one species on; beyond the last all classes are possible.
    private readonly BayesianNetwork[] _networks;
    private readonly int[] _leftOut;

    public SpeciesNetworks(BayesianNetwork network)
    {
        int[] required = [.. network.Metadata.ClassLabels.Select(RequiredSpecies.Of)];
        _networks = new BayesianNetwork[required.Max()];
        _leftOut = new int[_networks.Length];
        for (int species = 1; species <= _networks.Length; species++)
        {
            bool[] allowed = Array.ConvertAll(required, needed => needed <= species);

            _leftOut[species - 1] = allowed.Count(isAllowed => !isAllowed);

            // Without any class left, all of them are as wrong.
            _networks[species - 1] =
                allowed.Contains(true) && allowed.Contains(false) ? network.Only(allowed) : network;
        }
    }

    /// <summary>The network for a sample of so many species.</summary>
    public BayesianNetwork For(int species) => _networks[Math.Clamp(species, 1, _networks.Length) - 1];

    /// <summary>How many classes need more species.</summary>
    public int LeftOut(int species) => _leftOut[Math.Clamp(species, 1, _leftOut.Length) - 1];
}
