namespace Arise.Descriptors;

/// <summary>The buffers that one thread needs to compute descriptors; reuse it from structure to structure.</summary>
internal sealed class SoapWorkspace
{
    /// <summary>Buffers for one descriptor.</summary>
    public SoapWorkspace(SoapDescriptor descriptor)
        : this(descriptor.Settings, descriptor.Settings.Cutoff)
    {
    }

    /// <summary>
    /// Buffers for a family of settings that differ in sigma and in cutoffs up to <paramref name="reach"/>.
    /// </summary>
    public SoapWorkspace(SoapSettings settings, double reach)
    {
        int degrees = settings.MaxDegree + 1;
        Moments = new SoapMoments(reach, settings.MaxDegree);
        Coefficients = new double[degrees * degrees * settings.RadialFunctions];
        Spectrum = new double[settings.Length];
        Sum = new double[settings.Length];
    }

    public SoapMoments Moments { get; }

    public NearestDistances Nearest { get; } = new();

    public double[] Coefficients { get; }

    public double[] Spectrum { get; }

    public double[] Sum { get; }
}
