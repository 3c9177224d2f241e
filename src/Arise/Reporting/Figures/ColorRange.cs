namespace Arise.Reporting.Figures;

/// <summary>Numbers that <see cref="SequentialColors"/> stand for.</summary>
internal readonly record struct ColorRange(string Title, double Low, double High)
{
    public Color Of(double value) => SequentialColors.At(High > Low ? (value - Low) / (High - Low) : 0);
}
