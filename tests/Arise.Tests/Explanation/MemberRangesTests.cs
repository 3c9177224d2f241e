using Arise.Explanation;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Explanation;

/// <summary>Axial ratios beside the ranges of their classes.</summary>
public class MemberRangesTests
{
    [Theory]
    [InlineData(1.856, "c/a 1.8560, within 1.54-1.92")]
    [InlineData(1.960, "c/a 1.9600, outside 1.54-1.92")]
    public void A_hexagonal_metal_is_within_the_range_or_outside(double ratio, string words)
    {
        StructureExplanation one = Explain(Hexagonal(ratio), "hcp");
        (string name, double fitted, double low, double high) = Assert.Single(one.Ranges);
        Assert.Equal(("c/a", 1.54, 1.92), (name, low, high));
        Assert.Equal(ratio, fitted, 6);
        Assert.Contains(words, one.Sentence, StringComparison.Ordinal);
    }

    // As gamma-TiAl, whose c is a little longer than a.
    [Fact]
    public void The_ratio_of_L1_0_is_that_of_the_face_centered_cell()
    {
        ChemicalElement titanium = ChemicalElement.Parse("Ti"), aluminum = ChemicalElement.Parse("Al");
        var lattice = new Lattice(new(4.005, 0, 0), new(0, 4.005, 0), new(0, 0, 4.07));
        Vector3D[] places = [new(0, 0, 0), new(0.5, 0.5, 0), new(0.5, 0, 0.5), new(0, 0.5, 0.5)];
        StructureExplanation one = Explain(
            new AtomicStructure(
                [.. places.Select(lattice.ToCartesian)],
                [titanium, titanium, aluminum, aluminum],
                lattice,
                Periodicity.Bulk),
            "L10_CuAu");
        Assert.Equal(1, one.Fit, 6);
        Assert.Equal(4.005, one.Lattice.Single(value => value.Name == "a").Fitted, 6);
        Assert.Equal(4.07 / 4.005, one.Lattice.Single(value => value.Name == "c/a").Fitted, 6);
        Assert.Equal(4.07 / 4.005, Assert.Single(one.Ranges).Fitted, 6);
    }

    [Fact]
    public void Of_classes_that_fit_alike_the_one_whose_range_holds_the_ratio_is_first()
    {
        string[] names = ["bctIn_In_A_tI2_139_a", "bctAlphaPa_Pa_A_tI2_139_a", "fcc"];
        Assert.StartsWith("fcc", First(Math.Sqrt(2)), StringComparison.Ordinal);
        Assert.StartsWith("bctIn", First(1.08 * Math.Sqrt(2)), StringComparison.Ordinal);
        Assert.StartsWith("bctAlphaPa", First(0.83), StringComparison.Ordinal);

        string First(double ratio)
        {
            const double a = 3.2;
            var lattice = new Lattice(new(a, 0, 0), new(0, a, 0), new(0, 0, ratio * a));
            ChemicalElement indium = ChemicalElement.Parse("In");
            var cell = new AtomicStructure(
                [Vector3D.Zero, lattice.ToCartesian(new(0.5, 0.5, 0.5))], [indium, indium], lattice, Periodicity.Bulk);
            return StructureExplanation.Compare(cell, names.Select(PrototypeLibrary.Find))[0].Prototype.Label;
        }
    }

    [Fact]
    public void A_cubic_metal_has_the_range_of_one_edge()
    {
        const double a = 3.6;
        var lattice = new Lattice(new(a, 0, 0), new(0, a, 0), new(0, 0, 0.905 * a));
        Vector3D[] places = [new(0, 0, 0), new(0.5, 0.5, 0), new(0.5, 0, 0.5), new(0, 0.5, 0.5)];
        ChemicalElement copper = ChemicalElement.Parse("Cu");
        StructureExplanation one = Explain(
            new AtomicStructure(
                [.. places.Select(lattice.ToCartesian)], [copper, copper, copper, copper], lattice, Periodicity.Bulk),
            "fcc");
        Assert.Equal(0.905, Assert.Single(one.Ranges).Fitted, 6);
        Assert.Contains(
            "cube edge 0.9050 of the others, outside 0.92-1.035", one.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_without_a_range_has_none()
    {
        Prototype prototype = PrototypeLibrary.Find("FeB");
        Assert.Empty(StructureExplanation.Of(prototype.Structure, prototype).Ranges);
    }

    private static StructureExplanation Explain(AtomicStructure structure, string name) =>
        StructureExplainer.Explain(structure, PrototypeLibrary.Find(name));

    private static AtomicStructure Hexagonal(double ratio)
    {
        var lattice = Lattice.FromParameters(2.665, 2.665, ratio * 2.665, 90, 90, 120);
        ChemicalElement zinc = ChemicalElement.Parse("Zn");
        return new AtomicStructure(
            [lattice.ToCartesian(new(1 / 3.0, 2 / 3.0, 0.25)), lattice.ToCartesian(new(2 / 3.0, 1 / 3.0, 0.75))],
            [zinc, zinc],
            lattice,
            Periodicity.Bulk);
    }
}
