using System.Collections.Immutable;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Prototypes;

namespace Arise.Cli.Tests;

/// <summary>A small model of atoms that nobody trained: what it says means nothing, but is always the same.</summary>
internal static class AtomModel
{
    private const int Inputs = 630;
    private const int Units = 16;

    /// <summary>Writes the model into a file.</summary>
    public static void Write(string path)
    {
        string[] labels = [.. PrototypeLibrary.Published.Select(prototype => prototype.Label), "none"];
        var random = new Random(7);
        float[] bias = new float[labels.Length];
        foreach (string name in new[] { "fcc", "bcc", "hcp" })
            bias[PrototypeLibrary.Find(name).ClassIndex] = 4;
        var network = new BayesianNetwork(
            new NetworkArchitecture
            {
                InputSize = Inputs, HiddenSizes = [Units], ClassCount = labels.Length, Dropout = 0.03,
            },
            [
                new DenseLayer(Inputs, Units, Weights(Inputs * Units, 5), new float[Units]),
                new DenseLayer(Units, labels.Length, Weights(Units * labels.Length, 1), bias),
            ],
            new ModelMetadata
            {
                ClassLabels = [.. labels],
                DescriptorSettings = new Dictionary<string, string>
                {
                    ["descriptor"] = "embedded-environment",
                    ["cutoff"] = "3",
                    ["start"] = "0.4",
                    ["radial_functions"] = "9",
                    ["max_degree"] = "6",
                    ["averaging_radius"] = "1.3",
                }.ToImmutableSortedDictionary(),
            });
        ModelFile.Write(network, path);

        float[] Weights(int count, float size) =>
            [.. Enumerable.Range(0, count).Select(_ => size * ((2 * random.NextSingle()) - 1))];
    }
}
