using System.Globalization;
using Arise.Labeling;
using Arise.Numerics;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Tests.Recognition;

public class FlatSampleTests
{
    [Fact]
    public void A_flat_sample_without_a_cell_carries_a_warning()
    {
        AtomicStructure flat = Honeycomb(1.42);
        Assert.NotNull(FlatSample.Of(flat));
        Classification result = StructureClassifier.Default.Classify(flat);
        Assert.Equal("C", result.Best!.Label);
        Assert.Contains("projection", result.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Turned_planes_are_flat_and_thick_or_periodic_samples_are_not()
    {
        AtomicStructure flat = Honeycomb(1.42);
        Assert.NotNull(FlatSample.Of(Moved(flat, p => new Vector3D(p.X, 0.6 * p.Y, (0.8 * p.Y) + 3))));
        Assert.Null(FlatSample.Of(Moved(flat, p => new Vector3D(p.X, p.Y, 0.4 * Math.Sin(p.X)))));
        Assert.Null(FlatSample.Of(Moved(flat, p => new Vector3D(p.X, 0, 0))));
        var lattice = new Lattice(new(40, 0, 0), new(0, 40, 0), new(0, 0, 20));
        Assert.Null(FlatSample.Of(new AtomicStructure(
            flat.Positions, flat.Species, lattice, new Periodicity(true, true, false))));
        Assert.Null(StructureClassifier.Default.Classify(
            Moved(flat, p => new Vector3D(p.X, p.Y, 0.4 * Math.Sin(p.X)))).Warning);
    }

    [Fact]
    public void Bond_and_species_leave_only_layers_of_that_distance()
    {
        FlatSample graphene = FlatSample.Of(Honeycomb(1.42, bond: 1.42, species: 1))!;
        Assert.True(graphene.Allows("C"));
        Assert.False(graphene.Allows("BN"));
        Assert.False(graphene.Allows("MoS2"));
        Assert.False(graphene.Allows("fcc_Cu_A_cF4_225_a"));
        Assert.True(FlatSample.Of(Honeycomb(1.42, bond: 1.42, species: 2))!.Allows("BN"));

        // Molybdenum and sulfur are 1.84 Angstrom apart where one looks along the normal, not 2.41.
        Assert.True(FlatSample.Of(Honeycomb(1.84, bond: 1.84, species: 2))!.Allows("MoS2"));
        Assert.False(FlatSample.Of(Honeycomb(1.84, bond: 2.41, species: 2))!.Allows("MoS2"));
    }

    [Fact]
    public void Where_no_layer_has_the_distance_there_is_no_class()
    {
        AtomicStructure flat = Honeycomb(1.42, bond: 2.9, species: 1);
        Classification result = StructureClassifier.Default.Classify(flat);
        Assert.Equal(Verdict.Unknown, result.Verdict);
        Assert.Contains("no known layer", result.Answer, StringComparison.Ordinal);
        AtomLabels labels = AtomLabeler.Default.Label(flat);
        Assert.Equal(1, labels.OtherShare);
    }

    [Fact]
    public void The_published_model_is_limited_too()
    {
        var published = new StructureClassifier(ShippedModels.Find("arise-108"));
        Classification result = published.Classify(Honeycomb(1.42, bond: 1.42, species: 1));
        Assert.Equal("C", result.Best!.Label);
        Assert.Equal(0, result.Candidates.First(one => one.Label == "MnS2").Probability);
    }

    private static AtomicStructure Moved(AtomicStructure structure, Func<Vector3D, Vector3D> move) => new(
        [.. structure.Positions.ToArray().Select(move)], structure.Species);

    private static AtomicStructure Honeycomb(double side, double? bond = null, int species = 0)
    {
        var positions = new List<Vector3D>();
        for (int i = -12; i < 12; i++)
        {
            for (int j = -12; j < 12; j++)
            {
                for (int basis = 0; basis < 2; basis++)
                {
                    double x = side * Math.Sqrt(3) * (i + (0.5 * j)), y = side * ((1.5 * j) + basis);
                    if ((x * x) + (y * y) < 81 * side * side)
                        positions.Add(new Vector3D(x, y, 0));
                }
            }
        }

        var properties = new Dictionary<string, string>();
        if (bond is { } given)
        {
            properties[FlatSample.BondProperty] = given.ToString(CultureInfo.InvariantCulture);
            properties[FlatSample.SpeciesProperty] = species.ToString(CultureInfo.InvariantCulture);
        }

        return new AtomicStructure(
            [.. positions], [.. positions.Select(_ => ChemicalElement.Parse("C"))], properties: properties);
    }
}
