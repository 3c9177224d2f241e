using System.Globalization;
using System.Text.Json;
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
        var samples = PristineStructures.Of(PrototypeLibrary.All)
            .ToDictionary(sample => (sample.Prototype.Label, sample.Kind), sample => sample.Structure);
        float[] vectors = NumpyArchive.Read(SharedData.PathOf("reference/soap_pristine.npz"))["vectors"].As<float>();
        using JsonDocument json =
            JsonDocument.Parse(File.ReadAllText(SharedData.PathOf("reference/soap_pristine_dnn.json")));
        return [.. json.RootElement.EnumerateArray().Select((row, index) =>
        {
            Assert.Equal(index, row.GetProperty("row").GetInt32());
            string name = row.GetProperty("name").GetString()!;
            string kind = row.GetProperty("kind").GetString()!;
            AtomicStructure structure = samples[(name, kind)];
            Assert.Equal(row.GetProperty("n_atoms").GetInt32(), structure.Count);
            ChemicalElement[] species = [.. structure.DistinctSpecies()];
            var distances = new double[species.Length, species.Length];
            var regimes = new string[species.Length, species.Length];
            for (int a = 0; a < species.Length; a++)
            {
                for (int b = 0; b < species.Length; b++)
                {
                    string key = string.Create(
                        CultureInfo.InvariantCulture, $"{species[a].AtomicNumber}-{species[b].AtomicNumber}");
                    JsonElement pair = row.GetProperty("d_nn").GetProperty(key);
                    distances[a, b] = pair.GetProperty("d_nn").GetDouble();
                    regimes[a, b] = pair.GetProperty("regime").GetString()!;
                }
            }

            return new PublishedVectors
            {
                Name = $"{name} {kind}",
                Vector = vectors.AsSpan(316 * index, 316).ToArray(),
                Structure = kind == "periodic" ? structure.WithPeriodicity(Periodicity.Bulk) : structure,
                Distances = new SpeciesPairDistances(species, distances),
                Regimes = regimes,
            };
        })];
    }
}
