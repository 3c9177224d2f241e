using System.Numerics.Tensors;
using Arise.Environments;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Tests.Samples;

public class StackingSamplesTests
{
    private static readonly string[] Relatives =
    [
        "fcc", "hcp", "dhcp", "alpha-samarium", "indium", "bcc", "diamond cubic", "lonsdaleite", "zinc blende",
        "wurtzite",
    ];

    private static readonly ChemicalElement Zinc = ChemicalElement.Parse("Zn");
    private static readonly ChemicalElement Sulfur = ChemicalElement.Parse("S");

    // Ideal axial ratios differ a little from those of magnesium, lanthanum and samarium; no other class is nearer.
    [Theory]
    [InlineData("ABC", "fcc")]
    [InlineData("AB", "hcp")]
    [InlineData("ABAC", "dhcp")]
    [InlineData("ABABCBCAC", "alpha-samarium")]
    public void Layers_of_atoms_are_the_close_packed_crystals(string letters, string name) =>
        Check(letters, [(0, Zinc)], name);

    [Theory]
    [InlineData("ABC", false, "diamond cubic")]
    [InlineData("AB", false, "lonsdaleite")]
    [InlineData("ABC", true, "zinc blende")]
    [InlineData("AB", true, "wurtzite")]
    public void Layers_of_pairs_are_the_tetrahedral_crystals(string letters, bool isCompound, string name) =>
        Check(letters, [(0, Zinc), (0.75, isCompound ? Sulfur : Zinc)], name);

    [Fact]
    public void The_most_frequent_label_is_thinned_out_and_the_others_stay()
    {
        short[] labels = [.. Enumerable.Range(0, 1000).Select(atom => (short)(atom % 10 == 0 ? 4 : 3))];
        var atoms = new AtomicStructure(
            [.. labels.Select((_, atom) => new Vector3D(3 * atom, 0, 0))], [.. labels.Select(_ => Zinc)]);
        short[] balanced = LabelColumn.Of(StackingSamples.Balance(
            LabelColumn.Set(atoms, labels), new Draws(RandomStreams.Of(RandomStreams.AtomSamples, 1))));
        Assert.Equal(100, balanced.Count(label => label == 4));
        Assert.Equal(100, balanced.Count(label => label == 3));
        Assert.Equal(800, balanced.Count(label => label == AtomSample.Untold));
    }

    private static void Check(
        string letters, IReadOnlyList<(double Height, ChemicalElement Element)> basis, string name)
    {
        var stacking = Stacking.Parse(letters);
        AtomicStructure built = StackingSamples.Build(
            stacking, new short[stacking.Count], 1, basis, 2.5, Math.Sqrt(2.0 / 3));
        (string Label, float[][] Rows)[] near = [.. Relatives.Select(one => PrototypeLibrary.Find(one))
            .Select(one => (one.Label, Rows(one.Structure)))];
        foreach (float[] row in Rows(built))
        {
            (double distance, string label) = near
                .Select(one => (one.Rows.Min(other => (double)TensorPrimitives.Distance<float>(row, other)), one.Label))
                .Min();
            Assert.Equal(PrototypeLibrary.Find(name).Label, label);
            Assert.True(distance < 0.035, $"{name}: {distance}");
        }
    }

    private static float[][] Rows(AtomicStructure structure)
    {
        var settings = new EnvironmentSettings();
        float[] all = EnvironmentDescriptor.Compute(structure, settings, 1);
        return [.. all.Chunk(settings.Length)];
    }
}
