using Arise.Descriptors;
using Arise.Files;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Descriptors;

/// <summary>
/// The 396 pristine descriptors published with Leitherer et al. (Zenodo 10.5281/zenodo.5526927), and the d_NN and
/// regime of each of their species pairs, found by an independent implementation.
/// </summary>
internal sealed class PublishedVectors
{
    private static readonly Lazy<IReadOnlyList<PublishedVectors>> Rows = new(Load);

    public static IReadOnlyList<PublishedVectors> All => Rows.Value;

    public required string Name { get; init; }

    public required float[] Vector { get; init; }

    /// <summary>The structure as the reference saw it: 2D crystals periodic in all three directions.</summary>
    public required AtomicStructure Structure { get; init; }

    public required SpeciesPairDistances Distances { get; init; }

    /// <summary>all_equal, rounding_only or spread, [center, neighbor].</summary>
    public required string[,] Regimes { get; init; }

    private static PublishedVectors[] Load()
    {
        var samples = PristineStructures.Of(PrototypeLibrary.Published)
            .ToDictionary(sample => (sample.Prototype.Label, sample.Kind), sample => sample.Structure);
        NumpyArchive archive = NumpyArchive.Read(TestData.PathOf("soap_pristine.npz"));
        float[] vectors = archive["vectors"].As<float>();
        string[] names = archive["names"].As<string>(), kinds = archive["kind"].As<string>();
        int[] atoms = archive["n_atoms"].As<int>(), rowOfPair = archive["pair_row"].As<int>();
        int[] centers = archive["pair_center"].As<int>(), neighbors = archive["pair_neighbor"].As<int>();
        double[] lengths = archive["pair_d_nn"].As<double>();
        string[] regimeOfPair = archive["pair_regime"].As<string>();
        ILookup<int, int> pairs = Enumerable.Range(0, rowOfPair.Length).ToLookup(pair => rowOfPair[pair]);
        return [.. names.Select((name, index) =>
        {
            AtomicStructure structure = samples[(name, kinds[index])];
            Assert.Equal(atoms[index], structure.Count);
            ChemicalElement[] species = [.. structure.DistinctSpecies()];
            Assert.Equal(species.Length * species.Length, pairs[index].Count());
            var distances = new double[species.Length, species.Length];
            var regimes = new string[species.Length, species.Length];
            foreach (int pair in pairs[index])
            {
                int a = Array.FindIndex(species, element => element.AtomicNumber == centers[pair]);
                int b = Array.FindIndex(species, element => element.AtomicNumber == neighbors[pair]);
                (distances[a, b], regimes[a, b]) = (lengths[pair], regimeOfPair[pair]);
            }

            return new PublishedVectors
            {
                Name = $"{name} {kinds[index]}",
                Vector = vectors.AsSpan(316 * index, 316).ToArray(),
                Structure = kinds[index] == "periodic" ? structure.WithPeriodicity(Periodicity.Bulk) : structure,
                Distances = new SpeciesPairDistances(species, distances),
                Regimes = regimes,
            };
        })];
    }
}
