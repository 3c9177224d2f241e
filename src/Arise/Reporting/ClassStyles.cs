using Arise.Mapping;
using Arise.Prototypes;
using Arise.Reporting.Figures;

namespace Arise.Reporting;

/// <summary>
/// What a structural class looks like in every figure: a class keeps its color in maps, labels and explorations, and
/// from sample to sample. Seven common classes have the colors of Okabe and Ito; the others hues a golden angle apart
/// by their number in the library, in four lightnesses. Of classes in one figure whose colors are close the rarer one
/// is hatched.
/// </summary>
internal static class ClassStyles
{
    // Distance in OKLab below which two colors are hard to tell apart in small areas.
    private const double Close = 0.12;

    private const double GoldenAngle = 2.399963229728653;

    private static readonly string[] Common =
    [
        "fcc_Cu_A_cF4_225_a", "bcc_W_A_cI2_229_a", "hcp_Mg_A_hP2_194_c", "diam_C_A_cF8_227_a",
        "dhcp_alphaLa_A_hP4_194_ac", "RockSalt_NaCl", "C",
    ];

    private static readonly (double Lightness, double Chroma)[] Tones =
        [(0.56, 0.14), (0.76, 0.11), (0.42, 0.10), (0.87, 0.09)];

    private static readonly Lazy<Dictionary<string, int>> Numbers =
        new(() => PrototypeLibrary.All.Index().ToDictionary(pair => pair.Item.Label, pair => pair.Index));

    /// <summary>What is none of the classes: a plain gray that no class comes near.</summary>
    public static CategoryStyle None { get; } = new(new Color(150, 150, 150), Hatch.None);

    /// <summary>What the legend calls it.</summary>
    public const string NoneName = CrystalMap.NoneName;

    /// <summary>The color of the class with a label.</summary>
    public static Color ColorOf(string label)
    {
        int common = Array.IndexOf(Common, label);
        if (common >= 0)
            return CategoryStyle.Of(common).Fill;
        int number = Numbers.Value.TryGetValue(label, out int known) ? known : NumberOf(label);
        (double lightness, double chroma) = Tones[number % Tones.Length];
        (double sine, double cosine) = Math.SinCos((GoldenAngle * (number / Tones.Length)) + (number % Tones.Length));
        return Color.FromOklab(lightness, chroma * cosine, chroma * sine);
    }

    /// <summary>Styles of the classes of one figure, which comes with the most frequent first.</summary>
    public static CategoryStyle[] Of(IReadOnlyList<string> labels)
    {
        var styles = new CategoryStyle[labels.Count];
        for (int k = 0; k < styles.Length; k++)
        {
            Color fill = ColorOf(labels[k]);
            ReadOnlySpan<CategoryStyle> earlier = styles.AsSpan(0, k);
            (Hatch hatch, double farthest) = (Hatch.None, -1);
            foreach (Hatch tried in Enum.GetValues<Hatch>())
            {
                double distance = Math.Min(Distance(fill, tried, earlier), Close);
                if (distance > farthest)
                    (hatch, farthest) = (tried, distance);
            }

            styles[k] = new CategoryStyle(fill, hatch);
        }

        return styles;
    }

    // To the nearest style with the same hatching.
    private static double Distance(Color fill, Hatch hatch, ReadOnlySpan<CategoryStyle> others)
    {
        double least = double.PositiveInfinity;
        foreach (CategoryStyle other in others)
        {
            if (other.Hatch == hatch)
                least = Math.Min(least, fill.DistanceTo(other.Fill));
        }

        return least;
    }

    // The same on every machine, unlike string.GetHashCode.
    private static int NumberOf(string label)
    {
        uint hash = 2166136261;
        foreach (char letter in label)
            hash = (hash ^ letter) * 16777619;
        return (int)(hash % 9973);
    }
}
