namespace Arise.Reporting.Figures;

/// <summary>How a category looks in maps, bars and points.</summary>
/// <param name="Fill">Its color.</param>
/// <param name="Hatch">Lines over the color, in areas.</param>
internal readonly record struct CategoryStyle(Color Fill, Hatch Hatch)
{
    /// <summary>How many categories look different from each other.</summary>
    public const int Count = 28;

    // M. Okabe, K. Ito, "Color universal design", 2002 (https://jfly.uni-koeln.de/color/), without black, in an order
    // that sets neighbors far apart.
    private static readonly Color[] Palette =
    [
        new(0, 114, 178), new(230, 159, 0), new(0, 158, 115), new(204, 121, 167), new(86, 180, 233), new(213, 94, 0),
        new(240, 228, 66),
    ];

    /// <summary>
    /// The style of category <paramref name="index"/> (from 0): the seven chromatic colors of Okabe and Ito, then the
    /// same ones lighter and darker in turn and hatched. It repeats after <see cref="Count"/>.
    /// </summary>
    public static CategoryStyle Of(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        Color color = Palette[index % Palette.Length];
        return (index / Palette.Length % 4) switch
        {
            0 => new CategoryStyle(color, Hatch.None),
            1 => new CategoryStyle(color.Towards(Color.White, 0.45), Hatch.Rising),
            2 => new CategoryStyle(color.Towards(Color.Black, 0.4), Hatch.Falling),
            _ => new CategoryStyle(color.Towards(Color.White, 0.7), Hatch.Horizontal),
        };
    }

    /// <summary>The color of hatching lines: dark on light colors, light on dark ones.</summary>
    internal Color HatchColor => Fill.ToOklab().Lightness > 0.6
        ? Fill.Towards(Color.Black, 0.55)
        : Fill.Towards(Color.White, 0.6);
}
