using System.Numerics;

namespace Arise.Training;

/// <summary>
/// One step of Adam (D. P. Kingma, J. Ba, ICLR 2015) in the form of Keras:
/// m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) g^2, w -= rate sqrt(1 - b2^t) / (1 - b1^t) m / (sqrt(v) + epsilon).
/// </summary>
internal readonly struct AdamStep
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const float Epsilon = 1e-7f;
    private readonly float _rate;

    /// <summary>The step with number <paramref name="step"/>, from 1.</summary>
    public AdamStep(double learningRate, long step) =>
        _rate = (float)(learningRate * Math.Sqrt(1 - Math.Pow(Beta2, step)) / (1 - Math.Pow(Beta1, step)));

    /// <summary>Updates <paramref name="count"/> parameters, a multiple of the vector length.</summary>
    /// <param name="weights">Parameters.</param>
    /// <param name="first">Mean m of the gradient.</param>
    /// <param name="second">Mean v of its square.</param>
    /// <param name="gradient">Gradient g.</param>
    /// <param name="count">Number of parameters.</param>
    public unsafe void Apply(float* weights, float* first, float* second, float* gradient, int count)
    {
        Vector<float> beta1 = Vector.Create((float)Beta1), rest1 = Vector.Create((float)(1 - Beta1));
        Vector<float> beta2 = Vector.Create((float)Beta2), rest2 = Vector.Create((float)(1 - Beta2));
        Vector<float> epsilon = Vector.Create(Epsilon), rate = Vector.Create(-_rate);
        for (int i = 0; i < count; i += Vector<float>.Count)
        {
            Vector<float> g = Vector.Load(gradient + i);
            Vector<float> m = Vector.FusedMultiplyAdd(beta1, Vector.Load(first + i), rest1 * g);
            Vector<float> v = Vector.FusedMultiplyAdd(beta2, Vector.Load(second + i), rest2 * (g * g));
            m.Store(first + i);
            v.Store(second + i);
            Vector<float> step = m / (Vector.SquareRoot(v) + epsilon);
            Vector.FusedMultiplyAdd(rate, step, Vector.Load(weights + i)).Store(weights + i);
        }
    }
}
