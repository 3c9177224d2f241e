using Arise.Samples;

namespace Arise.Tests.Samples;

/// <summary>Layers of sequences written by hand; h and c are the letters of the textbooks.</summary>
public class StackingTests
{
    private const short C = 1, H = 2, Double = 3, Samarium = 4, Untold = AtomSample.Untold;

    [Theory]
    [InlineData("ABC", "ccc")]
    [InlineData("AB", "hh")]
    [InlineData("ABAC", "hchc")]
    [InlineData("ABCACB", "hcchcc")]
    [InlineData("ABABCBCAC", "hhchhchhc")]
    public void Letters_follow_from_positions(string positions, string letters)
    {
        Stacking stacking = Stacking.Parse(positions);
        string found = string.Concat(
            Enumerable.Range(0, stacking.Count).Select(i => stacking.IsHexagonal(i) ? 'h' : 'c'));
        Assert.Contains(found, letters + letters, StringComparison.Ordinal);
        Assert.Equal(letters.Length, found.Length);
    }

    [Theory]
    [InlineData("ABC", C)]
    [InlineData("AB", H)]
    [InlineData("ABAC", Double)]
    [InlineData("ABABCBCAC", Samarium)]
    public void Each_pure_sequence_has_one_label(string positions, short label) =>
        Assert.All(Labels(Stacking.Parse(positions)), found => Assert.Equal(label, found));

    // The middle of an extrinsic fault has the letters chchc around it, and it is no dhcp: both ends contradict.
    [Theory]
    [InlineData("cccccccchh", new[] { C, C, C, C, C, C, C, C, H, H })]
    [InlineData("cccccccchch", new[] { C, C, C, C, C, C, C, C, H, C, H })]
    [InlineData("hcccccchcccccc", new[] { H, C, C, C, C, C, C, H, C, C, C, C, C, C })]
    [InlineData("hhhhhhcchh", new[] { H, H, H, H, H, H, C, C, H, H })]
    public void Layers_of_faults_have_their_own_letter(string word, short[] labels) =>
        Assert.Equal(labels, Labels(StackingSequences.FromWord(word)));

    [Fact]
    public void A_region_of_dhcp_beside_fcc_has_an_end_that_nobody_can_tell()
    {
        short[] labels = Labels(StackingSequences.FromWord("hchchchchccccccc"));
        Assert.Equal([Double, Double, Double], labels[3..6]);
        Assert.Equal([C, C, C], labels[12..15]);
        Assert.Equal(Untold, labels[1]);
        Assert.DoesNotContain(Samarium, labels);
    }

    [Fact]
    public void Two_like_neighbors_are_no_close_packing() =>
        Assert.Throws<ArgumentException>(() => Stacking.Parse("ABBC"));

    private static short[] Labels(Stacking stacking) => stacking.Labels(C, H, Double, Samarium);
}
