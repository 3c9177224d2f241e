using Arise.Prototypes;
using Arise.Reporting;
using Arise.Reporting.Figures;

namespace Arise.Tests.Reporting;

public sealed class ClassStylesTests
{
    private static readonly string[] Labels = [.. PrototypeLibrary.All.Select(prototype => prototype.Label)];

    // Whatever stands beside it in a figure.
    [Fact]
    public void A_class_keeps_its_color()
    {
        string[] backwards = [.. Labels.Reverse()];
        CategoryStyle[] one = ClassStyles.Of(Labels), other = ClassStyles.Of(backwards);
        for (int k = 0; k < Labels.Length; k++)
            Assert.Equal(one[k].Fill, other[^(k + 1)].Fill);
        Assert.Equal(ClassStyles.ColorOf("a class of one's own"), ClassStyles.ColorOf("a class of one's own"));
    }

    [Fact]
    public void No_two_classes_have_one_color_and_none_comes_near_the_gray_of_none()
    {
        Color[] colors = [.. Labels.Select(ClassStyles.ColorOf)];
        Assert.Equal(colors.Length, colors.Distinct().Count());
        Assert.All(colors, color => Assert.InRange(color.DistanceTo(ClassStyles.None.Fill), 0.06, 1));
    }

    // Any twenty classes can be told apart in a map: by color, or by hatching where colors are close.
    [Fact]
    public void The_classes_of_a_figure_differ()
    {
        for (int first = 0; first + 20 <= Labels.Length; first += 7)
        {
            CategoryStyle[] styles = ClassStyles.Of(Labels[first..(first + 20)]);
            for (int i = 0; i < styles.Length; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    Assert.True(
                        styles[i].Hatch != styles[j].Hatch || styles[i].Fill.DistanceTo(styles[j].Fill) > 0.05,
                        $"{Labels[first + i]} and {Labels[first + j]} look the same.");
                }
            }
        }
    }

    [Fact]
    public void The_common_classes_are_plain() => Assert.All(
        ClassStyles.Of(
        [
            "fcc_Cu_A_cF4_225_a", "bcc_W_A_cI2_229_a", "hcp_Mg_A_hP2_194_c", "diam_C_A_cF8_227_a", "RockSalt_NaCl",
        ]),
        style => Assert.Equal(Hatch.None, style.Hatch));
}
